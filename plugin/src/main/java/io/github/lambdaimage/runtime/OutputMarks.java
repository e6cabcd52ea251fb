package io.github.lambdaimage.runtime;

import static java.util.concurrent.CompletableFuture.anyOf;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Marks that a runtime's shell, or this process, writes into its output on request. They take the
 * same way as everything that was printed before, however long that is: a container's output takes
 * a while.
 */
final class OutputMarks {

  /** The beginning of a request, which is a line of the shell's input. */
  private static final String REQUEST = "=";

  /** On a machine that is busy; a process that keeps the output open may never print one. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final String before;
  private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * Marks.
   *
   * @param before what the shell writes before each
   */
  OutputMarks(String before) {
    this.before = before;
  }

  /**
   * Asks for a mark.
   *
   * @param shell takes a line of its input
   * @return completes when all lines before the mark were passed on
   */
  CompletableFuture<Void> ask(Consumer<String> shell) {
    String request = REQUEST + requests.incrementAndGet();
    CompletableFuture<Void> mark = new CompletableFuture<>();
    awaited.put(request, mark);
    shell.accept(request);
    return mark;
  }

  /**
   * Asks for a mark, and waits for it or for the end of the output, for a limited time. Later
   * output is still passed on.
   */
  void await(Consumer<String> shell, CompletableFuture<Void> end) throws InterruptedException {
    try {
      var unused = anyOf(ask(shell), end).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Neither a mark nor an end has a failure", e);
    }
  }

  /** Passes on all lines except the marks. */
  Consumer<String> without(Consumer<String> lines) {
    return line -> {
      // After a line without its end.
      int at = line.lastIndexOf(before);
      CompletableFuture<Void> mark =
          at < 0 ? null : awaited.remove(line.substring(at + before.length()));
      if (mark == null || at > 0) {
        lines.accept(mark == null ? line : line.substring(0, at));
      }
      if (mark != null) {
        mark.complete(null);
      }
    };
  }
}
