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
 * What Quarkus makes for Lambda, in the form of Lambda's own deployment package. In its project
 * nothing else can be meant, so that nobody has to name it; but only where this build has made it
 * anew: what an earlier one left would be last week's.
 */
final class QuarkusZip {

  /** By its name alone: there are two groups. */
  private static final String PLUGIN = "quarkus-maven-plugin";

  private static final String GOAL = "build";

  private static final String FILE = "function.zip";

  private QuarkusZip() {}

  /** Whether the POM has it made. */
  static boolean isMade(MavenProject project) {
    return BoundGoal.isIn(project, PLUGIN, GOAL);
  }

  /**
   * The file, where it is there.
   *
   * @param phase that Maven has come to
   * @param start of this Maven, if it is known: in the phase itself, the goal may come first
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

  /** Not every file system knows parts of a second. */
  private static boolean isSince(Instant start, Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return !written.isBefore(start.truncatedTo(ChronoUnit.SECONDS));
    } catch (IOException e) {
      return false;
    }
  }
}
