package io.github.lambdaimage.check;

import io.github.lambdaimage.content.UnreadableFile;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.layer.MultiReleaseTree;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

/**
 * The content of the function's jars, and of modules that become jars, as the runtime reads them.
 */
final class LibraryClasses implements Closeable {

  private static final String CLASS = ".class";

  private final int release;
  private final SortedSet<String> libraries = new TreeSet<>(LibraryFolders.ORDER);
  private final SortedSet<String> modules = new TreeSet<>();

  /** Also files that are not libraries: a manifest may name them. */
  private final Map<String, FunctionFile> all = new HashMap<>();

  private final Set<String> ofBase = new HashSet<>();

  private final Map<Path, Optional<JarFile>> open = new HashMap<>();
  private final Map<Path, Map<String, Path>> filesOfModules = new HashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  /**
   * No libraries yet.
   *
   * @param release of the Java that will read them
   */
  LibraryClasses(int release) {
    this.release = release;
  }

  /** Adds any file of the function's. */
  void addFile(FunctionFile file) {
    all.put(file.target(), file);
    ofBase.remove(file.target());
  }

  /** Adds a library of the base's, unless the function replaces it. */
  void addOfBase(FunctionFile file) {
    all.put(file.target(), file);
    libraries.add(file.target());
    ofBase.add(file.target());
  }

  /**
   * Adds a file of the image that is a library.
   *
   * @param isModule whether it comes from the same build
   */
  void addLibrary(String target, boolean isModule) {
    libraries.add(target);
    if (isModule) {
      modules.add(target);
    }
  }

  /** Whether a library's name contains a text. */
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
      for (String name : in(file(target))) {
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
      names.addAll(in(file(target)));
    }
    return names;
  }

  /** The names of the classes that the manifests of jars name as start classes. */
  Set<String> toStartWith() throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : libraries) {
      FunctionFile library = file(target);
      if (library.source() instanceof Source.PlainFile) {
        Optional<JarFile> jar = jar(library);
        if (jar.isPresent()) {
          names.addAll(MainAttributes.of(jar.get()).startClasses());
        }
      }
    }
    return names;
  }

  private FunctionFile file(String target) {
    return Objects.requireNonNull(all.get(target));
  }

  private List<String> in(FunctionFile library) throws LambdaImageException {
    Stream<String> files;
    if (library.source() instanceof Source.ModuleClasses module) {
      files = moduleFiles(module).keySet().stream();
    } else {
      files = jar(library).stream().flatMap(JarFile::stream).map(ZipEntry::getName);
    }
    return files
        .filter(name -> name.endsWith(CLASS))
        .map(name -> name.substring(0, name.length() - CLASS.length()))
        .toList();
  }

  /** Whether a library, or a jar that its manifest names, has a file. */
  boolean hasFile(String name) throws LambdaImageException {
    try {
      return read(name).isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  /** A class by its internal name, from the first library that has it. */
  Optional<byte[]> find(String name) throws IOException, LambdaImageException {
    return read(name + CLASS);
  }

  private Optional<byte[]> read(String entryName) throws IOException, LambdaImageException {
    Deque<String> order = new ArrayDeque<>(libraries);
    Set<String> seen = new HashSet<>();
    while (!order.isEmpty()) {
      String target = order.remove();
      FunctionFile library = all.get(target);
      if (library == null || !seen.add(target)) {
        continue;
      }
      if (library.source() instanceof Source.ModuleClasses module) {
        Path file = moduleFiles(module).get(entryName);
        if (file != null) {
          return Optional.of(Files.readAllBytes(file));
        }
        continue;
      }
      Optional<JarFile> jar = jar(library);
      if (jar.isPresent()) {
        Optional<byte[]> found = bytes(entryName, library, jar.get());
        if (found.isPresent()) {
          return found;
        }
        addFirst(MainAttributes.of(jar.get()).classPath(target), order);
      }
    }
    return Optional.empty();
  }

  private static void addFirst(List<String> targets, Deque<String> order) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      order.addFirst(targets.get(i));
    }
  }

  private Optional<byte[]> bytes(String entryName, FunctionFile library, JarFile jar) {
    ZipEntry entry = jar.getEntry(entryName);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      noteUnreadable(library, e);
      return Optional.empty();
    }
  }

  /** The files of a module, as its jar would give them. */
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

  /** The jar; empty if it cannot be read, which is reported once. */
  private Optional<JarFile> jar(FunctionFile library) {
    Path path = library.source().path();
    Optional<JarFile> jar = open.get(path);
    if (jar == null) {
      Runtime.Version version = Runtime.Version.parse(Integer.toString(release));
      try {
        jar = Optional.of(new JarFile(path.toFile(), false, ZipFile.OPEN_READ, version));
      } catch (IOException e) {
        noteUnreadable(library, e);
        jar = Optional.empty();
      }
      open.put(path, jar);
    }
    return jar;
  }

  /**
   * Notes an unreadable jar, unless only a manifest names it or it is the base's, which the user
   * cannot repair.
   */
  private void noteUnreadable(FunctionFile library, IOException e) {
    if (library.target().endsWith(".jar") && !ofBase.contains(library.target())) {
      unreadable.add(UnreadableFile.jar(library, e));
    }
  }

  /** A sentence for each library that could not be read. */
  List<String> unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    for (Optional<JarFile> jar : open.values()) {
      try {
        if (jar.isPresent()) {
          jar.get().close();
        }
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
