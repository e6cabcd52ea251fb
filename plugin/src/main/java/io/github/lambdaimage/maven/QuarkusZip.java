package io.github.lambdaimage.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What Quarkus makes for Lambda, in the form of Lambda's own deployment package. In a Quarkus
 * project nothing else can be meant, so nobody has to name it; but only if this very build has made
 * it: the file of an earlier build would be stale.
 */
final class QuarkusZip {

  /** Only the name: the plugin exists in two groups. */
  private static final String PLUGIN = "quarkus-maven-plugin";

  private static final String GOAL = "build";

  private static final String FILE = "function.zip";

  private QuarkusZip() {}

  /** Whether the POM has it built. */
  static boolean isMade(MavenProject project) {
    return BoundGoal.isIn(project, PLUGIN, GOAL);
  }

  /**
   * The file, if it exists.
   *
   * @param phase that Maven has reached
   * @param start of this Maven, if it is known: within the phase itself, the goal may run before
   *     Quarkus
   */
  static Optional<Path> in(MavenProject project, String phase, @Nullable Date start) {
    if (PhaseOfGoal.isBefore(phase, "package") || !isMade(project)) {
      return Optional.empty();
    }
    Path file = Path.of(project.getBuild().getDirectory()).resolve(FILE);
    return Files.isRegularFile(file) && (start == null || isSince(start.toInstant(), file))
        ? Optional.of(file)
        : Optional.empty();
  }

  /** Not every file system stores fractions of a second. */
  private static boolean isSince(Instant start, Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return !written.isBefore(start.truncatedTo(ChronoUnit.SECONDS));
    } catch (IOException e) {
      return false;
    }
  }
}
