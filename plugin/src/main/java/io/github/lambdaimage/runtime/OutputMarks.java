package io.github.lambdaimage.runtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Marks that a runtime's shell writes into its output on request. They take the same way as
 * everything that was printed before, however long that is: a container's output takes a while.
 */
final class OutputMarks {

  /** The beginning of a request, which is a line of the shell's input. */
  private static final String REQUEST = "=";

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
