package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Passes lines on, and keeps the last of them: Lambda returns 4 KB of an invocation's log. */
final class LogTail implements Consumer<String> {

  private static final int LIMIT = 4096;

  private final Consumer<String> lines;
  private final Deque<String> kept = new ArrayDeque<>();
  private int size;

  LogTail(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void accept(String line) {
    synchronized (this) {
      kept.add(line);
      size += line.length() + 1;
      while (size - kept.getFirst().length() - 1 >= LIMIT) {
        size -= kept.removeFirst().length() + 1;
      }
    }
    lines.accept(line);
  }

  /** Forgets everything so far. */
  synchronized void clear() {
    kept.clear();
    size = 0;
  }

  /** The lines since then, each with its end. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    kept.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** The end of a log for {@code X-Amz-Log-Result}. */
  static String encoded(List<String> texts) {
    byte[] all = String.join("", texts).getBytes(UTF_8);
    int start = Math.max(0, all.length - LIMIT);
    byte[] end = new byte[all.length - start];
    System.arraycopy(all, start, end, 0, end.length);
    return Base64.getEncoder().encodeToString(end);
  }
}
