package io.github.lambdaimage.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Java's own classes as the base has them: those of the Java that runs Maven if it is the same
 * release, else what this Java knows of that release. It knows little of a newer one; what is not
 * known counts neither as present nor as missing.
 */
final class JavaClasses implements Closeable {

  private static final int ANY = 0;

  /** The module that every complete Java has. */
  private static final String ALL_OF_JAVA = "java.se";

  /** The packages in which its modules have their classes. */
  private static final List<String> PACKAGES =
      List.of("java/", "javax/", "jdk/", "sun/", "com/sun/", "org/w3c/dom/", "org/xml/sax/");

  private final int release;
  private final @Nullable ReleaseSymbols older;

  /** Whether the Java that runs Maven has all modules. */
  private final boolean isWhole;

  private JavaClasses(int release, @Nullable ReleaseSymbols older, boolean isWhole) {
    this.release = release;
    this.older = older;
    this.isWhole = isWhole;
  }

  /**
   * The classes of a base.
   *
   * @param release of its Java
   * @param javaHome of the Java that runs Maven
   */
  static JavaClasses of(int release, Path javaHome) {
    return of(release, javaHome, ModuleFinder.ofSystem().find(ALL_OF_JAVA).isPresent());
  }

  /**
   * The classes of a base.
   *
   * @param isWhole whether the Java that runs Maven has all modules
   */
  static JavaClasses of(int release, Path javaHome, boolean isWhole) {
    return new JavaClasses(
        release,
        release < here() ? ReleaseSymbols.of(release, javaHome).orElse(null) : null,
        isWhole);
  }

  /**
   * The classes of a release of which little is known, even if it is old: for callers to whom
   * Java's own matter little.
   */
  static JavaClasses of(int release) {
    return new JavaClasses(release, null, true);
  }

  /** The classes of a base of which nothing is known. */
  static JavaClasses ofAnyRelease() {
    return new JavaClasses(ANY, null, true);
  }

  private static int here() {
    return Runtime.version().feature();
  }

  /** The release; if it is not known, that of the Java that runs Maven. */
  int release() {
    return release == ANY ? here() : release;
  }

  /** A class by its internal name; empty if there is none, or it is not known. */
  Optional<byte[]> find(String name) throws IOException {
    if (older != null) {
      return older.find(name);
    }
    try (InputStream in = open(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  /** Whether there may be a class of this name. */
  boolean mayHave(String name) {
    if (older != null) {
      return older.has(name) || (isInternal(name) && isOfPackageHere(name));
    }
    return isHere(name)
        || (release != here() && (name.startsWith("java/") || isOfPackageHere(name)))
        || (!isWhole && PACKAGES.stream().anyMatch(name::startsWith));
  }

  private static boolean isHere(String name) {
    try (InputStream in = open(name)) {
      return in != null;
    } catch (IOException e) {
      return true;
    }
  }

  private static @Nullable InputStream open(String name) {
    return ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class");
  }

  /** Whether a class is internal: what a JDK knows of older releases does not include those. */
  private static boolean isInternal(String name) {
    return name.startsWith("sun/") || name.startsWith("com/sun/") || name.startsWith("jdk/");
  }

  private static boolean isOfPackageHere(String name) {
    int end = name.lastIndexOf('/');
    return end > 0
        && Files.exists(
            FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("packages", name.substring(0, end).replace('/', '.')));
  }

  @Override
  public void close() {
    if (older != null) {
      older.close();
    }
  }
}
