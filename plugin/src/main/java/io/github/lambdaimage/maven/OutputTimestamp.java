package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code project.build.outputTimestamp}.
 *
 * @see <a href="https://maven.apache.org/guides/mini/guide-reproducible-builds.html">Maven's guide
 *     to reproducible builds</a>
 */
final class OutputTimestamp {

  /** What Maven 4 sets where a project says nothing, so that Maven 3 makes the same image. */
  private static final Instant UNSET = Instant.parse("1980-02-01T00:00:00Z");

  private OutputTimestamp() {}

  /**
   * Reads ISO-8601 with an offset, or whole seconds since the epoch; what turns the property off
   * for Maven's own plugins (unset, or one character that is no digit) is what Maven 4 has for
   * unset.
   */
  static Instant parse(@Nullable String timestamp) throws LambdaImageException {
    String text = timestamp == null ? "" : timestamp.strip();
    if (text.isEmpty() || (text.length() == 1 && !Character.isDigit(text.charAt(0)))) {
      return UNSET;
    }
    try {
      return text.chars().allMatch(Character::isDigit)
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException | NumberFormatException e) {
      throw new LambdaImageException(
          "<project.build.outputTimestamp> '%s' is not a valid time. Write it as '2026-01-01T00:00:00Z'."
              .formatted(text),
          e);
    }
  }
}
