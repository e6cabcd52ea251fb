package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that must end in time. */
@Timeout(60)
class DeadlineTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Executor threads = Daemon.reused("test");
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void givesWhatTheWorkGives() throws Exception {
    assertThat(within(LONG, () -> "done")).isEqualTo("done");
    assertThat(abandoned.getCount()).isOne();
  }

  @ParameterizedTest
  @MethodSource
  void failsAsTheWorkDoes(Throwable failure) {
    assertThatThrownBy(() -> within(LONG, () -> fails(failure))).isSameAs(failure);
    assertThat(abandoned.getCount()).isOne();
  }

  static Stream<Throwable> failsAsTheWorkDoes() {
    return Stream.of(
        new IOException("reset"),
        new LambdaImageException("no such file"),
        new IllegalStateException("a defect"),
        new OutOfMemoryError("full"));
  }

  /** The JDK calls itself for each "100 Continue". */
  @Test
  void takesAnAnswerThatOverflowsTheStackForUnreadable() {
    StackOverflowError failure = new StackOverflowError();

    assertThatThrownBy(() -> within(LONG, () -> fails(failure)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("the answer cannot be read")
        .hasCause(failure);
  }

  @Test
  void takesAnyOtherFailureForOneOfTheConnection() {
    Exception failure = new Exception("anything");

    assertThatThrownBy(() -> within(LONG, () -> fails(failure)))
        .isExactlyInstanceOf(IOException.class)
        .hasCause(failure);
  }

  @Test
  void abandonsWhatTakesTooLong() throws Exception {
    assertThatThrownBy(() -> within(Duration.ofMillis(20), this::waitsForEver))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("the work did not end within 0 s");
    assertThat(abandoned.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void abandonsTheWorkWhenItIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> within(LONG, this::waitsForEver))
        .isExactlyInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted");
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
    assertThat(abandoned.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private String within(Duration time, Callable<String> work)
      throws IOException, LambdaImageException {
    return Deadline.within(threads, time, "the work", work, abandoned::countDown);
  }

  private String waitsForEver() throws InterruptedException {
    never.await();
    return "";
  }

  private static String fails(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }
}
