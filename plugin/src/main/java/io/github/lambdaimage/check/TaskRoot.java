package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The function's classes where the runtime looks for them: below the task root, then in the jars of
 * {@link LibraryFolders}, and before both in what the runtime brings itself.
 *
 * @see <a
 *     href="https://github.com/aws/aws-lambda-java-libs/blob/main/aws-lambda-java-runtime-interface-client/src/main/java/com/amazonaws/services/lambda/runtime/api/client/CustomerClassLoader.java">the
 *     runtime's class loader</a>
 */
final class TaskRoot implements Closeable {

  private static final String ROOT = FunctionFile.TASK_ROOT + "/";
  private static final String CLASS = ".class";

  private final Map<String, Path> classes = new TreeMap<>();
  private final SortedSet<String> libraries = new TreeSet<>(LibraryFolders.ORDER);
  private final SortedSet<String> modules = new TreeSet<>();
  private final Map<String, Source> all = new HashMap<>();
  private final Map<Path, JarFile> open = new HashMap<>();
  private final Map<Path, Map<String, Path>> filesOfModules = new HashMap<>();
  private final Map<String, Optional<ClassFile>> known = new HashMap<>();

  private TaskRoot() {}

  static TaskRoot of(List<FunctionLayer> layers) {
    TaskRoot taskRoot = new TaskRoot();
    layers.stream().flatMap(layer -> layer.files().stream()).forEach(taskRoot::add);
    return taskRoot;
  }

  private void add(FunctionFile file) {
    String target = file.target();
    if (file.source() instanceof Source.Link link && link.toDirectory()) {
      return;
    }
    all.put(target, file.source());
    if (target.startsWith(ROOT) && target.endsWith(CLASS)) {
      classes.put(
          target.substring(ROOT.length(), target.length() - CLASS.length()), file.source().path());
    } else if (LibraryFolders.load(target)) {
      libraries.add(target);
      if (file.dependency() != null && file.dependency().stability() == Stability.MODULE) {
        modules.add(target);
      }
    }
  }

  /** The names of the classes outside of jars. */
  Set<String> ownClasses() {
    return new TreeSet<>(classes.keySet());
  }

  /**
   * The names of the classes of one package in jars.
   *
   * @param folder of the package, such as {@code com/example/}
   */
  Set<String> libraryClasses(String folder) throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : libraries) {
      for (String name : classesIn(Objects.requireNonNull(all.get(target)))) {
        if (name.startsWith(folder) && name.indexOf('/', folder.length()) < 0) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The names of the classes of other modules of the same build. */
  Set<String> moduleClasses() throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : modules) {
      names.addAll(classesIn(Objects.requireNonNull(all.get(target))));
    }
    return names;
  }

  private List<String> classesIn(Source library) throws LambdaImageException {
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

  boolean isOwn(String name) {
    return classes.containsKey(name);
  }

  /**
   * Whether there may be a class: outside of jars, or in one with a certain name.
   *
   * @param jar a part of that name
   */
  boolean mayHave(String name, String jar) {
    return isOwn(name) || libraries.stream().anyMatch(it -> it.contains(jar));
  }

  /** The names of the classes that the manifests of jars name to start with. */
  Set<String> startClasses() throws LambdaImageException {
    Set<String> names = new TreeSet<>();
    for (String target : libraries) {
      if (Objects.requireNonNull(all.get(target)) instanceof Source.PlainFile library) {
        try {
          names.addAll(new MainAttributes(jar(library.path())).startClasses());
        } catch (IOException e) {
          throw unreadable(library, e);
        }
      }
    }
    return names;
  }

  /** The same of the manifest that lies beside the classes; one that is none names nothing. */
  List<String> ownStartClasses() {
    Source manifest = all.get(ROOT + JarFile.MANIFEST_NAME);
    try {
      return manifest == null ? List.of() : MainAttributes.ofFile(manifest.path()).startClasses();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Whether the runtime would find the class, without reading it. */
  boolean has(String name) throws LambdaImageException {
    return RuntimeClasses.has(name) || find(name).isPresent();
  }

  /**
   * The class that the runtime would load by this internal name.
   *
   * @return nothing if there is none, or if it is one of the runtime's own
   */
  Optional<ClassFile> find(String name) throws LambdaImageException {
    Optional<ClassFile> found = known.get(name);
    if (found == null) {
      Optional<byte[]> bytes = RuntimeClasses.has(name) ? Optional.empty() : bytes(name);
      found =
          bytes.isPresent()
              // In the wrong folder, it is not the class that the folder says.
              ? Optional.of(parsed(name, bytes.get())).filter(it -> it.name().equals(name))
              : Optional.empty();
      known.put(name, found);
    }
    return found;
  }

  private static ClassFile parsed(String name, byte[] bytes) throws LambdaImageException {
    try {
      return ClassFile.read(bytes);
    } catch (RuntimeException e) {
      throw new LambdaImageException(
          "The class '%s' cannot be read: %s. Compile it again, or have <content> packed anew."
              .formatted(name.replace('/', '.'), e.getMessage()),
          e);
    }
  }

  private Optional<byte[]> bytes(String name) throws LambdaImageException {
    try (InputStream ofJava =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + CLASS)) {
      if (ofJava != null) {
        return Optional.of(ofJava.readAllBytes());
      }
      Path own = classes.get(name);
      return own != null ? Optional.of(Files.readAllBytes(own)) : ofLibrary(name + CLASS);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The class '%s' cannot be read: %s.".formatted(name.replace('/', '.'), Reason.of(e)), e);
    }
  }

  private Optional<byte[]> ofLibrary(String entryName) throws IOException, LambdaImageException {
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
          ManifestFile.of(module).isMultiRelease()
              ? MultiReleaseTree.asOf(files, JarFile.runtimeVersion().feature())
              : files;
      filesOfModules.put(module.path(), known);
    }
    return known;
  }

  private JarFile jar(Path file) throws IOException {
    JarFile jar = open.get(file);
    if (jar == null) {
      jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
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
