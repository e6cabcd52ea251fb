package io.github.lambdaimage.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptTurnTest {

  private final Object turn = new Object();
  private final CountDownLatch paused = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  @Test
  void aScriptThatWaitsLetsAnotherRunAndKeepsItsOutput() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream waitingLog = new ByteArrayOutputStream();
    ByteArrayOutputStream otherLog = new ByteArrayOutputStream();

    CompletableFuture<Void> waiting =
        script(
            waitingLog,
            () -> {
              System.out.println("begins");
              boolean unused =
                  ScriptTurn.pausing(Optional.of(turn), this::untilTheOtherHasFinished);
              System.out.println("ends");
            });
    paused.await();
    script(otherLog, () -> System.out.println("other")).join();
    finished.countDown();
    waiting.join();

    assertThat(waitingLog.toString(UTF_8).lines()).containsExactly("begins", "ends");
    assertThat(otherLog.toString(UTF_8).lines()).containsExactly("other");
    assertThat(System.out).isSameAs(before);
  }

  private boolean untilTheOtherHasFinished() throws InterruptedException {
    paused.countDown();
    finished.await();
    return true;
  }

  @Test
  void failsAsTheWorkDoes() {
    assertThatThrownBy(
            () ->
                ScriptTurn.pausing(
                    () -> {
                      throw new IOException("failed");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("failed");
    assertThatThrownBy(
            () ->
                ScriptTurn.pausing(
                    () -> {
                      throw new AssertionError("not so");
                    }))
        .isInstanceOf(AssertionError.class);
  }

  private interface Script {
    void run() throws IOException;
  }

  /** As the invoker plugin runs one: by itself, with the standard output for its log. */
  private CompletableFuture<Void> script(ByteArrayOutputStream log, Script script) {
    return CompletableFuture.runAsync(
        () -> {
          synchronized (turn) {
            PrintStream before = System.out;
            System.setOut(new PrintStream(log, true, UTF_8));
            try {
              script.run();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            } finally {
              System.setOut(before);
            }
          }
        });
  }
}
