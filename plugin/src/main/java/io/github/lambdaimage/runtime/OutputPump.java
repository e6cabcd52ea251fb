package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.async.Daemon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Passes on what a process prints, line by line. */
final class OutputPump {

  private static final Duration QUIET = Duration.ofMillis(100);
  private static final int MOST_PAUSES = 10;

  private final Consumer<String> lines;
  private final Thread thread;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile long last = System.nanoTime();

  private OutputPump(InputStream output, Consumer<String> lines) {
    this.lines = lines;
    this.thread =
        Daemon.start(
            "lambda-image-output",
            () -> {
              pump(output);
              end.complete(null);
            });
  }

  /** Starts a thread that ends with the process. */
  static OutputPump start(InputStream output, Consumer<String> lines) {
    return new OutputPump(output, lines);
  }

  /** Completes at the end of the output. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** Waits for the end of the output, for a limited time. */
  void awaitEnd(Duration longest) throws InterruptedException {
    thread.join(longest.toMillis());
  }

  /**
   * Waits until no output has come for a moment: what a process printed before it reported
   * something else may still be in the pipe.
   */
  void awaitQuiet() throws InterruptedException {
    last = System.nanoTime();
    for (int pauses = 0;
        pauses < MOST_PAUSES && thread.isAlive() && System.nanoTime() - last < QUIET.toNanos();
        pauses++) {
      Thread.sleep(QUIET.toMillis());
    }
  }

  private void pump(InputStream output) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, UTF_8))) {
      for (String line; (line = reader.readLine()) != null; ) {
        lines.accept(line);
        last = System.nanoTime();
      }
    } catch (IOException | UncheckedIOException e) {
      // The process was killed: there is nothing more to read.
      return;
    }
  }
}
