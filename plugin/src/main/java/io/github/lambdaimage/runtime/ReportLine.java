package io.github.lambdaimage.runtime;

import java.time.Duration;
import java.util.Locale;

/** Lambda's REPORT line for an invocation. */
final class ReportLine {

  private static final double NANOS = 1e6;
  private static final long MEGABYTE = 1024 * 1024;

  private ReportLine() {}

  /**
   * The line.
   *
   * @param memorySize of the function, in MB
   */
  static String of(String requestId, Answer answer, int memorySize) {
    return "REPORT RequestId: %s\t%sDuration: %s ms\tBilled Duration: %s ms\tMemory Size: %s MB\tMax Memory Used: %s MB"
        .formatted(
            requestId,
            answer.initDuration().map(it -> "Init Duration: " + millis(it) + " ms\t").orElse(""),
            millis(answer.duration()),
            (long) Math.ceil(answer.duration().toNanos() / NANOS),
            memorySize,
            answer.peakMemory() / MEGABYTE);
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / NANOS);
  }
}
