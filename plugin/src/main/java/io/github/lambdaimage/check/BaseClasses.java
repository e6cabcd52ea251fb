package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a base already has where the runtime looks for classes.
 *
 * @param jars copies of those that the runtime loads
 * @param files below the task root, by their paths there; of classes among them, only the names are
 *     known
 * @param unknown a sentence that says why there may be more, or {@code null} if this is all
 */
record BaseClasses(List<FunctionFile> jars, Set<String> files, @Nullable String unknown) {

  /** For a base without any, or if nobody asks. */
  static final BaseClasses NONE = new BaseClasses(List.of(), Set.of(), null);

  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";
  private static final String CLASS = ".class";
  private static final String JAVA = "java/";

  /** The classes of a function's base. AWS's own bases have none, and are not fetched for that. */
  static BaseClasses of(CheckedFunction subject) {
    // Judged by name, as the base may still be loading.
    ImageName from = subject.image().from();
    if (from.lambdaJava().isPresent() || AmazonLinux.of(from).isPresent()) {
      return NONE;
    }
    Set<String> files = new HashSet<>();
    try {
      BaseImage base = subject.base().get();
      BaseFiles all = subject.baseFiles();
      for (String path : inside(all, FunctionFile.TASK_ROOT).keySet()) {
        files.add(path.substring(TASK_ROOT.length()));
      }
      SortedMap<String, String> jars = jars(all);
      Map<String, Path> copies =
          jars.isEmpty() ? Map.of() : subject.contents().copies(base, new TreeSet<>(jars.values()));
      return of(jars, copies, files);
    } catch (LambdaImageException e) {
      return new BaseClasses(
          List.of(), files, CheckedFunction.notLookedAt(String.valueOf(e.getMessage())));
    }
  }

  private static BaseClasses of(
      Map<String, String> jars, Map<String, Path> copies, Set<String> files) {
    List<FunctionFile> read = new ArrayList<>();
    String unknown = null;
    for (Map.Entry<String, String> jar : jars.entrySet()) {
      Path copy = copies.get(jar.getValue());
      if (copy == null) {
        unknown =
            "The base's '%s' cannot be taken out of it, so that its classes are not known."
                .formatted(jar.getKey());
      } else {
        read.add(new FunctionFile(copy, jar.getKey(), FunctionFile.READABLE));
      }
    }
    return new BaseClasses(read, files, unknown);
  }

  /** Jars by their paths for the runtime, with their paths in the layers. */
  private static SortedMap<String, String> jars(BaseFiles files) {
    SortedMap<String, String> jars = new TreeMap<>();
    for (String folder : LibraryFolders.ALL) {
      for (String path : inside(files, folder).keySet()) {
        Optional<Entry> entry =
            LibraryFolders.load(path)
                ? files.resolve(path).flatMap(files::entry)
                : Optional.empty();
        if (entry.isPresent() && entry.get().kind() == Kind.HARD_LINK) {
          jars.put(path, entry.get().text());
        } else if (entry.isPresent() && entry.get().kind() == Kind.FILE) {
          jars.put(path, entry.get().path());
        }
      }
    }
    return jars;
  }

  /** Everything below a folder, through links too, by paths that begin with the folder's own. */
  private static SortedMap<String, Entry> inside(BaseFiles files, String folder) {
    String name = BaseFiles.normalize(folder);
    SortedMap<String, Entry> inside = new TreeMap<>();
    Optional<String> real = files.resolve(name);
    if (real.isPresent()) {
      files
          .inside(real.get())
          .forEach((path, entry) -> inside.put(name + path.substring(real.get().length()), entry));
    }
    return inside;
  }

  /** Whether it has, or may have, a class outside of the jars; not for Java's own classes. */
  boolean mayHave(String name) {
    return mayHaveFile(name + CLASS) && !name.startsWith(JAVA);
  }

  /** Whether it has, or may have, a file at a path where classes are looked for. */
  boolean mayHaveFile(String path) {
    return unknown != null || files.contains(path);
  }
}
