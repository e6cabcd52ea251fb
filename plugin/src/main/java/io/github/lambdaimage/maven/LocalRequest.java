package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.FunctionIdentity;
import io.github.lambdaimage.runtime.RunWith;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How to run an image on this machine, with checked values.
 *
 * @param runWith empty for the best way that the machine allows
 * @param engine name or path of a container engine; empty for the first one found
 * @param wantedTimeout of an invocation, and of the function's start; empty for the image's own
 * @param debugPort where the JVM waits for a debugger before it does anything
 * @param concurrency how many runtimes run at once
 */
record LocalRequest(
    Optional<RunWith> runWith,
    Optional<String> engine,
    Optional<Duration> wantedTimeout,
    OptionalInt debugPort,
    int concurrency) {

  /** In effect no timeout: nobody knows how long somebody looks at a breakpoint. */
  private static final Duration OF_DEBUGGED = Duration.ofDays(1);

  /** The default of AWS's emulator. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  private static final int LARGEST_PORT = 65_535;

  /** More JVMs than a developer's machine has memory for. */
  private static final int MOST_RUNTIMES = 100;

  /**
   * Checks the parameters.
   *
   * @param timeout in seconds, or empty
   * @throws LambdaImageException for an invalid way, timeout, port or number of runtimes
   */
  static LocalRequest of(
      @Nullable String runWith,
      @Nullable String engine,
      @Nullable Integer timeout,
      @Nullable Integer debug,
      int concurrency)
      throws LambdaImageException {
    if (timeout != null && timeout <= 0) {
      throw new LambdaImageException(
          "lambda-image.timeout '%s' is not a valid number of seconds. Use one above 0; Lambda's own limit is 900."
              .formatted(timeout));
    }
    if (debug != null && (debug <= 0 || debug > LARGEST_PORT)) {
      throw new LambdaImageException(
          "lambda-image.debug '%s' is not a valid port (1–65535). Use one such as 5005."
              .formatted(debug));
    }
    if (concurrency < 1 || concurrency > MOST_RUNTIMES) {
      throw new LambdaImageException(
          "lambda-image.concurrency '%s' is not a valid number of runtimes (1–%s). Use one such as 4."
              .formatted(concurrency, MOST_RUNTIMES));
    }
    if (debug != null && concurrency > 1) {
      throw new LambdaImageException(
          "lambda-image.concurrency '%s' and lambda-image.debug '%s' contradict each other: several JVMs cannot wait on one port. Leave one of them out."
              .formatted(concurrency, debug));
    }
    return new LocalRequest(
        Optional.ofNullable(RunWith.parse(runWith)),
        Optional.ofNullable(engine),
        debug != null
            ? Optional.of(OF_DEBUGGED)
            : Optional.ofNullable(timeout).map(Duration::ofSeconds),
        debug == null ? OptionalInt.empty() : OptionalInt.of(debug),
        concurrency);
  }

  /** The timeout of a function: the user's, or the image's, or five minutes. */
  Duration timeout(FunctionIdentity function) {
    return wantedTimeout.or(function::timeout).orElse(DEFAULT_TIMEOUT);
  }
}
