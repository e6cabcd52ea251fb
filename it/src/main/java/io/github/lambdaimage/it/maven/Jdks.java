package io.github.lambdaimage.it.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine, as far as they lie where they usually do. */
public final class Jdks {

  private static final int OLDEST = 17;

  private Jdks() {}

  /**
   * Java releases (17 or newer) and a JDK for each: the one that runs this class, those beside it,
   * and those that variables such as {@code JAVA_HOME_25_X64} name.
   */
  public static SortedMap<Integer, Path> found() throws IOException {
    SortedMap<Integer, Path> found = new TreeMap<>();
    Path own = Path.of(System.getProperty("java.home"));
    Path parent = own.getParent();
    if (parent != null) {
      try (Stream<Path> siblings = Files.list(parent)) {
        siblings.sorted().forEach(home -> add(home, found));
      }
    }
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith("JAVA_HOME_")) {
        add(Path.of(variable.getValue()), found);
      }
    }
    add(own, found);
    return found;
  }

  private static void add(Path home, Map<Integer, Path> found) {
    Properties release = new Properties();
    try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
      release.load(file);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      int feature = Runtime.Version.parse(version).feature();
      if (feature >= OLDEST && Files.isExecutable(home.resolve("bin/javac"))) {
        found.put(feature, home);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Whatever lies there, it is no JDK.
    }
  }
}
