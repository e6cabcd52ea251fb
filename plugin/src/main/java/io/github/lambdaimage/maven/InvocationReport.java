package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.runtime.Answer;
import io.github.lambdaimage.runtime.ColdStarts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Reports the result of a local invocation. */
final class InvocationReport {

  private static final double NANOS = 1e6;

  private final Console console;

  InvocationReport(Console console) {
    this.console = console;
  }

  /**
   * Prints the response to the standard output, and logs what it cost.
   *
   * @throws LambdaImageException when the function answered with an error
   */
  void answered(Answer answer) throws LambdaImageException {
    if (!answer.isResponse()) {
      throw failure(answer);
    }
    console.result(answer.body().bytes());
    console.info(
        "Duration %s%s%s"
            .formatted(
                millis(answer.duration()),
                answer.initDuration().map(init -> ", init duration " + millis(init)).orElse(""),
                answer.peakMemory() == 0 ? "" : ", peak memory " + Size.of(answer.peakMemory())));
  }

  void started(List<Duration> initDurations) {
    started(initDurations, "cold starts");
  }

  /**
   * Reports the starts of an image with a startup cache.
   *
   * @param without init durations of starts that did not use the cache
   */
  void started(List<Duration> initDurations, List<Duration> without) {
    started(without, "cold starts without the startup cache");
    started(initDurations, "cold starts with it");
  }

  private void started(List<Duration> initDurations, String what) {
    ColdStarts starts = ColdStarts.of(initDurations);
    console.info(
        "%s %s: init duration minimum %s, median %s, maximum %s"
            .formatted(
                starts.sorted().size(),
                what,
                millis(starts.minimum()),
                millis(starts.median()),
                millis(starts.maximum())));
  }

  private static LambdaImageException failure(Answer answer) {
    String what =
        switch (answer.kind()) {
          case INIT_ERROR -> "The function failed before its first event";
          case EXIT -> "The function's process ended without an answer; its output tells why";
          case TIMEOUT ->
              "The function did not answer in time; 'lambda-image.timeout' gives it more seconds";
          case FUNCTION_ERROR, RESPONSE -> "The function failed";
        };
    return new LambdaImageException(what + ":\n" + answer.stackTrace());
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.0f ms", duration.toNanos() / NANOS);
  }
}
