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
 * When to try a request again, and after how long: connection errors, 408, 429, 5xx and lost upload
 * sessions, five times in all; two times where no answer came in time.
 */
public final class RetryPolicy {

  private static final int TRIES = 5;

  /** Each of these took minutes. */
  private static final int WAITS = 2;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

  /** A registry that wants more patience than this gets an error message instead. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** More seconds than anybody waits. */
  private static final int MOST_DIGITS = 9;

  /** That of a date. */
  private static final int LONGEST_RETRY_AFTER = 29;

  /** 416 is Amazon ECR's answer to an upload session that is gone. */
  private static final Set<Integer> PASSING = Set.of(408, 416, 429, 500, 502, 503, 504);

  /** How the codes of those failures begin that a new upload session cures. */
  static final String SESSION_LOST = "BLOB_UPLOAD_";

  private final Pause pause;
  private final Clock clock;

  /** Lets time pass; the seam at which tests need not wait. */
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

  /** Whether a request that was answered so may be answered otherwise the next time. */
  boolean isPassing(int status) {
    return PASSING.contains(status);
  }

  /**
   * Whether a new try may succeed: an upload session that is gone is followed by a new one, and
   * where no answer came, one may come yet.
   */
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

  /** Whether this was the last try of so many. */
  boolean isLast(int attempt, RegistryException failure) {
    return attempt >= (failure.getCause() instanceof SocketTimeoutException ? WAITS : TRIES);
  }

  /** Whether the registry wants more patience than a build has. */
  boolean asksForTooMuch(RegistryException failure) {
    return wanted(failure.retryAfter()).filter(it -> it.compareTo(LONGEST_PAUSE) > 0).isPresent();
  }

  /** What a message says then. */
  String tooLong(RegistryException failure) {
    Duration wanted = wanted(failure.retryAfter()).orElse(Duration.ZERO);
    return " (it asks for a pause of "
        + wanted.toSeconds()
        + " seconds, and a build waits no longer than "
        + LONGEST_PAUSE.toSeconds()
        + ")";
  }

  /**
   * Waits before the next try: as long as the registry asks, else twice as long each time, less up
   * to a half so that parallel builds do not come back together.
   *
   * @param attempt the try that failed, from 1
   * @param retryAfter the header's value: seconds, a date, or anything else
   */
  void waitAfter(int attempt, String retryAfter) throws InterruptedException {
    long longest = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
    long millis = longest - ThreadLocalRandom.current().nextLong(longest / 2);
    pause.sleep(wanted(retryAfter).orElse(Duration.ofMillis(millis)));
  }

  /** How long a registry asks to be left alone, if it says so. */
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
