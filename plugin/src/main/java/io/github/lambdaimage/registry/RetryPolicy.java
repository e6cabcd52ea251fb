package io.github.lambdaimage.registry;

import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * When to retry a request, and after how long: connection errors, 408, 429, 5xx and lost upload
 * sessions, five tries in all; two if no answer came in time.
 */
public final class RetryPolicy {

  private static final int TRIES = 5;

  /** Each of these took minutes. */
  private static final int WAITS = 2;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

  /** If a registry asks for a longer pause, the build fails with a message. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** More seconds than anybody waits. */
  private static final int MOST_DIGITS = 9;

  /** The length of a date. */
  private static final int LONGEST_RETRY_AFTER = 29;

  /** 416 is Amazon ECR's answer if an upload session is gone. */
  private static final Set<Integer> PASSING = Set.of(408, 416, 429, 500, 502, 503, 504);

  /** The beginning of the error codes for which a new upload session helps. */
  static final String SESSION_LOST = "BLOB_UPLOAD_";

  private final Pause pause;
  private final Clock clock;

  /** Waits; the seam with which tests avoid waiting. */
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  public RetryPolicy(Pause pause) {
    this(pause, Clock.systemUTC());
  }

  RetryPolicy(Pause pause, Clock clock) {
    this.pause = pause;
    this.clock = clock;
  }

  /** Whether the answer to a request with this status may differ the next time. */
  boolean isPassing(int status) {
    return PASSING.contains(status);
  }

  /** Whether a new try may succeed: with a new upload session, or with an answer. */
  boolean mayPass(RegistryException failure) {
    return failure.answer() == null
        ? !isDistrust(failure)
        : isPassing(failure.status()) || failure.code().startsWith(SESSION_LOST);
  }

  /** A certificate that is not trusted now will not be trusted in a second. */
  private static boolean isDistrust(RegistryException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  /** Whether this was the last allowed try. */
  boolean isLast(int attempt, RegistryException failure) {
    return attempt >= (failure.getCause() instanceof SocketTimeoutException ? WAITS : TRIES);
  }

  /** Whether the registry asks for a longer pause than a build can wait. */
  boolean asksForTooMuch(RegistryException failure) {
    return wanted(failure.retryAfter()).filter(it -> it.compareTo(LONGEST_PAUSE) > 0).isPresent();
  }

  /** The message in that case. */
  String tooLong(RegistryException failure) {
    Duration wanted = wanted(failure.retryAfter()).orElse(Duration.ZERO);
    return " (it asks for a pause of "
        + wanted.toSeconds()
        + " seconds, and a build waits no longer than "
        + LONGEST_PAUSE.toSeconds()
        + ")";
  }

  /**
   * Waits before the next try: as long as the registry asks, else twice as long each time, minus up
   * to a half so that parallel builds do not return together.
   *
   * @param attempt the try that failed, from 1
   * @param retryAfter the header's value: seconds, a date, or anything else
   */
  void waitAfter(int attempt, String retryAfter) throws InterruptedException {
    long longest = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
    long millis = longest - ThreadLocalRandom.current().nextLong(longest / 2);
    pause.sleep(wanted(retryAfter).orElse(Duration.ofMillis(millis)));
  }

  /** The pause that a registry asks for, if it does. */
  private Optional<Duration> wanted(String retryAfter) {
    String text = retryAfter.strip();
    if (text.isEmpty() || text.length() > LONGEST_RETRY_AFTER) {
      return Optional.empty();
    }
    if (text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      return Optional.of(
          Duration.ofSeconds(
              text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(text)));
    }
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      Duration wanted = Duration.between(clock.instant(), then);
      return Optional.of(wanted.isNegative() ? Duration.ZERO : wanted);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
