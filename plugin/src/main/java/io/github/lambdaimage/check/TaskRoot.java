package io.github.lambdaimage.check;

import io.github.lambdaimage.content.UnreadableFile;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The function's classes where the runtime looks for them: below the task root, then in the jars of
 * {@link LibraryFolders}, and before both in the runtime's own.
 *
 * @see <a
 *     href="https://github.com/aws/aws-lambda-java-libs/blob/main/aws-lambda-java-runtime-interface-client/src/main/java/com/amazonaws/services/lambda/runtime/api/client/CustomerClassLoader.java">the
 *     runtime's class loader</a>
 */
final class TaskRoot implements Closeable {

  private static final String ROOT = FunctionFile.TASK_ROOT + "/";
  private static final String CLASS = ".class";

  private final JavaClasses java;
  private final BaseClasses base;
  private final LibraryClasses libraries;
  private @Nullable Path manifest;
  private final Map<String, Path> classes = new TreeMap<>();
  private final Set<String> resources = new HashSet<>();
  private final Map<String, Optional<ClassFile>> known = new HashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  /** Whether an answer might differ if all of the base were known. */
  private boolean leftOpen;

  private TaskRoot(JavaClasses java, BaseClasses base) {
    this.java = java;
    this.base = base;
    this.libraries = new LibraryClasses(java.release());
  }

  /** For a function of whose base nothing is known. */
  static TaskRoot of(List<FunctionLayer> layers) {
    return of(layers, JavaClasses.ofAnyRelease(), BaseClasses.NONE);
  }

  /**
   * For a function on a base.
   *
   * @param java the classes of the base's Java, closed with this
   * @param base the other classes of the base; a file of the function replaces them
   */
  static TaskRoot of(List<FunctionLayer> layers, JavaClasses java, BaseClasses base) {
    TaskRoot taskRoot = new TaskRoot(java, base);
    base.jars().forEach(taskRoot.libraries::addOfBase);
    for (FunctionLayer layer : layers) {
      layer.files().forEach(taskRoot::add);
    }
    return taskRoot;
  }

  private void add(FunctionFile file) {
    String target = file.target();
    if (file.source() instanceof Source.Link link && link.toDirectory()) {
      return;
    }
    libraries.addFile(file);
    if (target.startsWith(ROOT) && target.endsWith(CLASS)) {
      classes.put(
          target.substring(ROOT.length(), target.length() - CLASS.length()), file.source().path());
    } else if (LibraryFolders.load(target)) {
      libraries.addLibrary(
          target, file.dependency() != null && file.dependency().stability() == Stability.MODULE);
    } else if (target.startsWith(ROOT)) {
      resources.add(target.substring(ROOT.length()));
      if (target.equals(ROOT + JarFile.MANIFEST_NAME)) {
        manifest = file.source().path();
      }
    }
  }

  /** The names of the classes outside of jars. */
  Set<String> ownClasses() {
    return new TreeSet<>(classes.keySet());
  }

  /**
   * A sentence for each jar that could not be read. The runtime skips such a jar, and so does this;
   * whether a class is in it is not known.
   */
  List<String> unreadable() {
    List<String> all = new ArrayList<>(libraries.unreadable());
    all.addAll(unreadable);
    return all;
  }

  /** The classes in jars. */
  LibraryClasses libraries() {
    return libraries;
  }

  boolean isOwn(String name) {
    return classes.containsKey(name);
  }

  /**
   * Whether there may be a class: outside of jars, or in a jar with a certain name.
   *
   * @param jar a part of that name
   */
  boolean mayHave(String name, String jar) {
    return isOwn(name) || libraries.haveNameWith(jar);
  }

  /** The start classes in the manifest beside the classes; an invalid manifest names none. */
  List<String> ownStartClasses() {
    try {
      return manifest == null ? List.of() : MainAttributes.ofFile(manifest).startClasses();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Whether the runtime may find the class: not all of Java's own classes, and of the base's, are
   * known.
   */
  boolean has(String name) throws LambdaImageException {
    return RuntimeClasses.has(name)
        || find(name).isPresent()
        || java.mayHave(name)
        || baseMayHave(name);
  }

  /** Whether a class may exist, but nothing else is known of it. */
  boolean isUnknown(String name) throws LambdaImageException {
    return !RuntimeClasses.has(name)
        && find(name).isEmpty()
        && (java.mayHave(name) || baseMayHave(name));
  }

  /** Whether the base may have a class that was not found, so that nothing is known of it. */
  boolean baseMayHave(String name) {
    return leftOpenIf(base.mayHave(name));
  }

  /**
   * Whether the runtime may find a file that is not a class.
   *
   * @param path where classes are looked for, such as {@code META-INF/services/a.B}
   */
  boolean mayHaveFile(String path) throws LambdaImageException {
    return resources.contains(path)
        || libraries.hasFile(path)
        || leftOpenIf(base.mayHaveFile(path));
  }

  private boolean leftOpenIf(boolean mayHave) {
    leftOpen = leftOpen || mayHave;
    return mayHave;
  }

  /** Why an answer may be wrong: what is not known of the base, if an answer depended on it. */
  Optional<String> leftOpen() {
    return leftOpen ? Optional.ofNullable(base.unknown()) : Optional.empty();
  }

  /**
   * The class that the runtime would load by this internal name.
   *
   * @return empty if there is none, if it is one of the runtime's own, or one of Java's of which
   *     nothing is known
   */
  Optional<ClassFile> find(String name) throws LambdaImageException {
    Optional<ClassFile> found = known.get(name);
    if (found == null) {
      found = RuntimeClasses.has(name) ? Optional.empty() : read(name);
      known.put(name, found);
    }
    return found;
  }

  private Optional<ClassFile> read(String name) throws LambdaImageException {
    try {
      Optional<byte[]> ofJava = java.find(name);
      if (ofJava.isPresent()) {
        return parsedOfJava(ofJava.get());
      }
      Path own = classes.get(name);
      Optional<byte[]> bytes =
          own != null ? Optional.of(Files.readAllBytes(own)) : libraries.find(name);
      return bytes.isPresent()
          // In the wrong folder, it is not the class that the folder says.
          ? parsed(name, bytes.get()).filter(it -> it.name().equals(name))
          : Optional.empty();
    } catch (IOException e) {
      throw new LambdaImageException(
          "The class '%s' cannot be read: %s."
              .formatted(name.replace('/', '.'), FailureReason.of(e)),
          e);
    }
  }

  /** Ignores failures: a Java whose classes cannot be read is not a mistake of the function. */
  private static Optional<ClassFile> parsedOfJava(byte[] bytes) {
    try {
      return Optional.of(ClassFile.read(bytes));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private Optional<ClassFile> parsed(String name, byte[] bytes) {
    try {
      return Optional.of(ClassFile.read(bytes));
    } catch (RuntimeException e) {
      Path own = classes.get(name);
      unreadable.add(
          own != null
              ? UnreadableFile.classFile(own)
              : "The class '%s' of a jar cannot be read: it is damaged, or not a class file. Take another version of the jar."
                  .formatted(name.replace('/', '.')));
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    libraries.close();
    java.close();
  }
}
