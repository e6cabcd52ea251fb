package io.github.lambdaimage.registry;

import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
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

  /** 416 is Amazon ECR's answer to an upload session that is gone. */
  private static final Set<Integer> PASSING = Set.of(408, 416, 429, 500, 502, 503, 504);

  /** How the codes of those failures begin that a new upload session cures. */
  static final String SESSION_LOST = "BLOB_UPLOAD_";

  private final Pause pause;

  /** Lets time pass; the seam at which tests need not wait. */
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  public RetryPolicy(Pause pause) {
    this.pause = pause;
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

  /**
   * Waits before the next try: as long as the registry asks, else twice as long each time, less up
   * to a half so that parallel builds do not come back together.
   *
   * @param attempt the try that failed, from 1
   * @param retryAfter the header's value in seconds, or anything else
   */
  void waitAfter(int attempt, String retryAfter) throws InterruptedException {
    long longest = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
    long millis = longest - ThreadLocalRandom.current().nextLong(longest / 2);
    if (retryAfter.matches("\\d{1,6}")) {
      millis = Duration.ofSeconds(Long.parseLong(retryAfter)).toMillis();
    }
    pause.sleep(Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis())));
  }
}
