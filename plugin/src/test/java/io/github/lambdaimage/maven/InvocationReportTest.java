package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Answer;
import io.github.lambdaimage.runtime.Answer.Kind;
import io.github.lambdaimage.runtime.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationReportTest {

  private static final String ERROR =
      "{\"errorType\":\"java.lang.IllegalStateException\",\"errorMessage\":\"No"
          + " order\",\"stackTrace\":[\"com.example.Orders.handle(Orders.java:7)\"]}";

  private final RecordedLog log = RecordedLog.normal();

  @Test
  void printsTheResponseAndWhatItCost() throws Exception {
    new InvocationReport(log.console())
        .answered(
            new Answer(
                Kind.RESPONSE,
                Payload.of("{\"name\":\"Zoë\"}"),
                false,
                Duration.ofNanos(12_600_000),
                Optional.of(Duration.ofMillis(345)),
                98_200_000,
                ""));

    assertThat(log.lines())
        .containsExactly(
            "{\"name\":\"Zoë\"}",
            "[INFO] Duration 13 ms, init duration 345 ms, peak memory 98.2 MB");
  }

  @Test
  void leavesOutWhatIsNotKnown() throws Exception {
    new InvocationReport(log.console()).answered(answer(Kind.RESPONSE, "null"));

    assertThat(log.lines()).containsExactly("null", "[INFO] Duration 2 ms");
  }

  @Test
  void printsTheResponseAloneWhereMavenIsQuiet() throws Exception {
    RecordedLog quiet = RecordedLog.quiet();

    new InvocationReport(quiet.console()).answered(answer(Kind.RESPONSE, "[1]"));

    assertThat(quiet.text()).isEqualTo("[1]\n");
  }

  @Test
  void tellsOfColdStarts() {
    new InvocationReport(log.console())
        .started(List.of(Duration.ofMillis(700), Duration.ofMillis(300), Duration.ofMillis(310)));

    assertThat(log.lines())
        .containsExactly(
            "[INFO] 3 cold starts: init duration minimum 300 ms, median 310 ms, maximum 700 ms");
  }

  @Test
  void tellsWhatAStartupCacheBrings() {
    new InvocationReport(log.console())
        .started(List.of(Duration.ofMillis(300)), List.of(Duration.ofMillis(700)));

    assertThat(log.lines())
        .containsExactly(
            "[INFO] 1 cold starts without the startup cache: init duration minimum 700 ms, median 700 ms, maximum 700 ms",
            "[INFO] 1 cold starts with it: init duration minimum 300 ms, median 300 ms, maximum 300 ms");
  }

  @ParameterizedTest
  @CsvSource({
    "FUNCTION_ERROR, The function failed:",
    "INIT_ERROR, The function failed before its first event:",
    "EXIT, The function's process ended without an answer; its output tells why:",
    "TIMEOUT, 'The function did not answer in time; ''lambda-image.timeout'' gives it more"
        + " seconds:'"
  })
  void failsWithTheFunctionsOwnStackTrace(Kind kind, String message) {
    assertThatThrownBy(() -> new InvocationReport(log.console()).answered(answer(kind, ERROR)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(message + "\njava.lang.IllegalStateException: No order")
        .hasMessageContaining("at com.example.Orders.handle(Orders.java:7)");
    assertThat(log.text()).isEmpty();
  }

  private static Answer answer(Kind kind, String body) {
    return new Answer(kind, Payload.of(body), false, Duration.ofMillis(2), Optional.empty(), 0, "");
  }
}
