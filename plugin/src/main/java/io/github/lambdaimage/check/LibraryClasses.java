package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.layer.MultiReleaseTree;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in the function's jars, and in modules that will be jars, as the runtime reads them. */
final class LibraryClasses implements Closeable {

  private static final String CLASS = ".class";

  private final int release;
  private final SortedSet<String> libraries = new TreeSet<>(LibraryFolders.ORDER);
  private final SortedSet<String> modules = new TreeSet<>();

  /** Also those that are no libraries: a manifest may name them. */
  private final Map<String, Source> all = new HashMap<>();

  private final Map<Path, JarFile> open = new HashMap<>();
  private final Map<Path, Map<String, Path>> filesOfModules = new HashMap<>();

  /**
   * None yet.
   *
   * @param release of the Java that will read them
   */
  LibraryClasses(int release) {
    this.release = release;
  }

  /** Any file of the image. */
  void addFile(String target, Source source) {
    all.put(target, source);
  }

  /**
   * A file of the image that is a library.
   *
   * @param isModule whether it is of the same build
   */
  void addLibrary(String target, boolean isModule) {
    libraries.add(target);
    if (isModule) {
      modules.add(target);
    }
  }

  /** Whether a library has a certain text in its name. */
  boolean haveNameWith(String text) {
    return libraries.stream().anyMatch(it -> it.contains(text));
  }

  /**
   * The names of the classes of one package.
   *
   * @param folder of the package, such as {@code com/example/}
   */
  Set<String> ofPackage(String folder) throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : libraries) {
      for (String name : in(source(target))) {
        if (name.startsWith(folder) && name.indexOf('/', folder.length()) < 0) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The names of the classes of other modules of the same build. */
  Set<String> ofModules() throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : modules) {
      names.addAll(in(source(target)));
    }
    return names;
  }

  /** The names of the classes that the manifests of jars name to start with. */
  Set<String> toStartWith() throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : libraries) {
      if (source(target) instanceof Source.PlainFile library) {
        try {
          names.addAll(new MainAttributes(jar(library.path())).startClasses());
        } catch (IOException e) {
          throw unreadable(library, e);
        }
      }
    }
    return names;
  }

  private Source source(String target) {
    return Objects.requireNonNull(all.get(target));
  }

  private List<String> in(Source library) throws LambdaImageException {
    try {
      Stream<String> files =
          library instanceof Source.ModuleClasses module
              ? moduleFiles(module).keySet().stream()
              : jar(library.path()).stream().map(ZipEntry::getName);
      return files
          .filter(name -> name.endsWith(CLASS))
          .map(name -> name.substring(0, name.length() - CLASS.length()))
          .toList();
    } catch (IOException e) {
      throw unreadable(library, e);
    }
  }

  private static LambdaImageException unreadable(Source library, IOException e) {
    return new LambdaImageException(
        "The jar '%s' cannot be read: %s.".formatted(library.path(), Reason.of(e)), e);
  }

  /** A class by its internal name, out of the first library that has it. */
  Optional<byte[]> find(String name) throws IOException, LambdaImageException {
    String entryName = name + CLASS;
    Deque<String> order = new ArrayDeque<>(libraries);
    Set<String> seen = new HashSet<>();
    while (!order.isEmpty()) {
      String target = order.remove();
      Source library = all.get(target);
      if (library == null || !seen.add(target)) {
        continue;
      }
      if (library instanceof Source.ModuleClasses module) {
        Path file = moduleFiles(module).get(entryName);
        if (file != null) {
          return Optional.of(Files.readAllBytes(file));
        }
        continue;
      }
      JarFile jar = jar(library.path());
      ZipEntry entry = jar.getEntry(entryName);
      if (entry != null) {
        try (InputStream in = jar.getInputStream(entry)) {
          return Optional.of(in.readAllBytes());
        }
      }
      new MainAttributes(jar).classPath(target).forEach(order::addFirst);
    }
    return Optional.empty();
  }

  /** The files of a module, as its jar would answer. */
  private Map<String, Path> moduleFiles(Source.ModuleClasses module) throws LambdaImageException {
    Map<String, Path> known = filesOfModules.get(module.path());
    if (known == null) {
      SortedMap<String, Path> files = FileTree.list(module.path());
      known =
          ManifestFile.of(module).isMultiRelease() ? MultiReleaseTree.asOf(files, release) : files;
      filesOfModules.put(module.path(), known);
    }
    return known;
  }

  private JarFile jar(Path file) throws IOException {
    JarFile jar = open.get(file);
    if (jar == null) {
      Runtime.Version version = Runtime.Version.parse(Integer.toString(release));
      jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, version);
      open.put(file, jar);
    }
    return jar;
  }

  @Override
  public void close() {
    for (JarFile jar : open.values()) {
      try {
        jar.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
