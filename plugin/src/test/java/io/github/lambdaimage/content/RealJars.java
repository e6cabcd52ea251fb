package io.github.lambdaimage.content;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.layer.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Jars of Maven Central, which the build has put into {@code target/real-jars}. */
public final class RealJars {

  private static final Path DIRECTORY = Path.of("target/real-jars");

  private RealJars() {}

  /**
   * A dependency on one.
   *
   * @param coordinates {@code group:artifact}, {@code group:artifact:version} where there are
   *     several, {@code group:artifact::classifier}
   */
  public static Dependency dependency(String coordinates) throws Exception {
    String[] names = coordinates.split(":", -1);
    String classifier = names.length > 3 ? names[3] : "";
    String version = names.length > 2 && !names[2].isEmpty() ? Pattern.quote(names[2]) : "\\d[^-]*";
    Pattern pattern =
        Pattern.compile(
            Pattern.quote(names[1])
                + "-("
                + version
                + ")"
                + (classifier.isEmpty() ? "" : "-" + classifier)
                + "\\.jar");
    for (String name : FileTree.list(DIRECTORY).keySet()) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        return new Dependency(
            names[0],
            names[1],
            matcher.group(1),
            classifier,
            DIRECTORY.resolve(name),
            Stability.RELEASE);
      }
    }
    throw new IllegalStateException(
        "'%s' is not in '%s': run 'mvn process-test-resources'.".formatted(coordinates, DIRECTORY));
  }

  /** The same jar, taken for another artifact. */
  public static Dependency as(String group, String artifact, Dependency jar) {
    return new Dependency(
        group, artifact, jar.version(), jar.classifier(), jar.source(), jar.stability());
  }

  /** Copies a file out of a jar. */
  public static Path extract(String coordinates, String entry, Path target) throws Exception {
    try (ZipFile jar = new ZipFile(dependency(coordinates).source().path().toFile());
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      Files.createDirectories(parent(target));
      Files.copy(in, target);
      return target;
    }
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("'" + file + "' is in no directory");
    }
    return parent;
  }
}
