package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimestampTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z,          2026-01-01T00:00:00Z",
    "2026-01-01T02:30:00+02:30,     2026-01-01T00:00:00Z",
    "2025-12-31T23:00:00-01:00,     2026-01-01T00:00:00Z",
    "2026-01-01T00:00Z,             2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.999Z,      2026-01-01T00:00:00Z",
    "' 2026-01-01T00:00:00Z\n',     2026-01-01T00:00:00Z",
    "1767225600,                    2026-01-01T00:00:00Z",
    "10,                            1970-01-01T00:00:10Z",
    "7,                             1970-01-01T00:00:07Z",
    "0,                             1970-01-01T00:00:00Z",
    "253402300799,                  9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59.9Z,        9999-12-31T23:59:59Z"
  })
  void isATimeWithAnOffsetOrSecondsSinceTheEpoch(String timestamp, Instant instant)
      throws Exception {
    assertThat(OutputTimestamp.parse(timestamp)).isEqualTo(instant);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "x", "-", " n "})
  void isWhatMavenFourSetsWhenItIsTurnedOff(@Nullable String timestamp) throws Exception {
    assertThat(OutputTimestamp.parse(timestamp)).isEqualTo("1980-02-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "today",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-13-01T00:00:00Z",
        "-1",
        "99999999999999999",
        "99999999999999999999",
        "${git.commit.time}"
      })
  void refusesWhatIsNoTime(String timestamp) {
    assertThatThrownBy(() -> OutputTimestamp.parse(timestamp))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<project.build.outputTimestamp> '%s' is not a valid time. Write it as '2026-01-01T00:00:00Z'.",
            timestamp);
  }

  @ParameterizedTest
  @CsvSource({
    "+10000-01-01T00:00:00Z,    +10000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-01:00, +10000-01-01T00:59:59Z",
    "253402300800,              +10000-01-01T00:00:00Z",
    "20260101120000,            +643987-01-18T02:40:00Z",
    "0000-01-01T00:00:00+01:00, -0001-12-31T23:00:00Z"
  })
  void refusesYearsThatAnImagesConfigCannotSay(String timestamp, String time) {
    assertThatThrownBy(() -> OutputTimestamp.parse(timestamp))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<project.build.outputTimestamp> '%s' is the time '%s', and an image can only be of the years 0000 to 9999: others cannot read its config. Write it as '2026-01-01T00:00:00Z', or in seconds since 1970.",
            timestamp, time);
  }

  @Test
  void keepsTheCauseOfARefusal() {
    assertThatThrownBy(() -> OutputTimestamp.parse("today"))
        .hasCauseInstanceOf(DateTimeParseException.class);
  }
}
