package io.github.lambdaimage.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a JDK knows of the classes of an older Java: the data with which javac compiles for it.
 *
 * @see <a href="https://openjdk.org/jeps/247">JEP 247</a>
 */
final class ReleaseSymbols implements Closeable {

  private static final String SUFFIX = ".sig";

  private final ZipFile file;
  private final Map<String, ZipEntry> classes;

  private ReleaseSymbols(ZipFile file, Map<String, ZipEntry> classes) {
    this.file = file;
    this.classes = classes;
  }

  /**
   * The classes of a release.
   *
   * @param javaHome of the JDK
   * @return empty if it does not have that release: it is too old or too new, or this is not a JDK
   */
  static Optional<ReleaseSymbols> of(int release, Path javaHome) {
    Path path = javaHome.resolve("lib").resolve("ct.sym");
    if (release >= Character.MAX_RADIX || !Files.isReadable(path)) {
      return Optional.empty();
    }
    try {
      ZipFile file = new ZipFile(path.toFile());
      Map<String, ZipEntry> classes = classes(file, release);
      if (!classes.isEmpty()) {
        return Optional.of(new ReleaseSymbols(file, classes));
      }
      file.close();
    } catch (IOException e) {
      // A damaged JDK tells nothing.
    }
    return Optional.empty();
  }

  /**
   * Finds them in folders for several releases, each with a digit; in these, a folder for each
   * module.
   */
  private static Map<String, ZipEntry> classes(ZipFile file, int release) {
    String digit = Integer.toString(release, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    Map<String, ZipEntry> classes = new HashMap<>();
    for (ZipEntry entry : Collections.list(file.entries())) {
      String name = entry.getName();
      int releases = name.indexOf('/');
      int module = name.indexOf('/', releases + 1);
      if (module > 0 && name.endsWith(SUFFIX) && name.substring(0, releases).contains(digit)) {
        classes.put(name.substring(module + 1, name.length() - SUFFIX.length()), entry);
      }
    }
    return classes;
  }

  /** Whether that Java has a public class with this internal name. */
  boolean has(String name) {
    return classes.containsKey(name);
  }

  /** The class without its code. */
  Optional<byte[]> find(String name) throws IOException {
    ZipEntry entry = classes.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = file.getInputStream(entry)) {
      return Optional.of(in.readAllBytes());
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
