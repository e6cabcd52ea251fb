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

  /** The default of Maven 4, so that Maven 3 makes the same image. */
  private static final Instant UNSET = Instant.parse("1980-02-01T00:00:00Z");

  /**
   * The years that RFC 3339 allows, the format of a config's {@code created}: programs written in
   * Go do not read other years.
   */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private OutputTimestamp() {}

  /**
   * Parses ISO-8601 with an offset, or whole seconds since the epoch. What turns the property off
   * for Maven's own plugins (unset, or one character that is not a digit) gives the default of
   * Maven 4.
   *
   * @throws LambdaImageException when it is not a time, or not in the years of an image
   */
  static Instant parse(@Nullable String timestamp) throws LambdaImageException {
    String text = timestamp == null ? "" : timestamp.strip();
    if (text.isEmpty() || (text.length() == 1 && !Character.isDigit(text.charAt(0)))) {
      return UNSET;
    }
    Instant time = time(text);
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new LambdaImageException(
          "<project.build.outputTimestamp> '%s' is the time '%s', and an image can only be of the years 0000 to 9999: others cannot read its config. Write it as '2026-01-01T00:00:00Z', or in seconds since 1970."
              .formatted(text, time));
    }
    return time;
  }

  private static Instant time(String text) throws LambdaImageException {
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
