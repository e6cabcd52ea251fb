package io.github.lambdaimage.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingTest {

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void endWhatWaits() {
    end.countDown();
    Thread.interrupted();
  }

  @Test
  void worksOnAThreadOfThatNameThatDoesNotKeepMavenFromEnding() throws Exception {
    Thread thread = Pending.start("lambda-image-test", Thread::currentThread).get();

    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.getName()).isEqualTo("lambda-image-test");
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void isDoneOnceGetWouldNotWait() throws Exception {
    Pending<Boolean> pending = Pending.start("lambda-image-test", this::waitForTheEnd);

    assertThat(pending.isDone()).isFalse();
    end.countDown();
    assertThat(pending.get()).isTrue();
    assertThat(pending.isDone()).isTrue();
    assertThat(pending.get()).isTrue();
  }

  @Test
  void mayBeKnownAlready() throws Exception {
    Pending<String> pending = Pending.of("x");

    assertThat(pending.isDone()).isTrue();
    assertThat(pending.get()).isEqualTo("x");
  }

  @Test
  void failsWithWhatTheWorkFailedWithEachTime() {
    LambdaImageException failure = new LambdaImageException("No.");
    Pending<String> pending =
        Pending.start(
            "lambda-image-test",
            () -> {
              throw failure;
            });

    assertThatThrownBy(pending::get).isSameAs(failure);
    assertThatThrownBy(pending::get).isSameAs(failure);
    assertThat(pending.isDone()).isTrue();
  }

  @Test
  void losesNoFailureThatNobodyExpects() {
    for (Exception failure : new Exception[] {new IOException("x"), new ArithmeticException()}) {
      Pending<String> pending =
          Pending.start(
              "lambda-image-test",
              () -> {
                throw failure;
              });

      assertThatThrownBy(pending::get)
          .isInstanceOf(IllegalStateException.class)
          .cause()
          .isSameAs(failure);
    }
  }

  @Test
  void staysInterruptedWhereItsUserIs() {
    Pending<Boolean> pending = Pending.start("lambda-image-test", this::waitForTheEnd);

    Thread.currentThread().interrupt();

    assertThatThrownBy(pending::get)
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("Interrupted. Run it again.")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void readsTheOutcomeOfAnybodysWork() throws Exception {
    LambdaImageException failure = new LambdaImageException("No.");

    assertThat(Pending.outcome(CompletableFuture.completedFuture("x"))).isEqualTo("x");
    assertThatThrownBy(() -> Pending.outcome(CompletableFuture.failedFuture(failure)))
        .isSameAs(failure);
  }

  private boolean waitForTheEnd() throws InterruptedException {
    return end.await(30, TimeUnit.SECONDS);
  }
}
