package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.registry.Progress;
import java.io.Closeable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/**
 * Says how far a long transfer is: on a terminal in one line that updates, in a log with a line
 * every few seconds. Short transfers say nothing.
 */
final class TransferLog implements Progress, Closeable {

  private static final long LOG_EVERY = Duration.ofSeconds(5).toNanos();
  private static final long UPDATE_EVERY = Duration.ofMillis(200).toNanos();
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final boolean terminal;
  private final Consumer<String> out;
  private final LongSupplier nanoTime;
  private long bytes;
  private long nextLine;
  private boolean started;
  private boolean lineIsOpen;

  /**
   * A log of transfers.
   *
   * @param out takes a line of a log, or the raw text of a terminal
   */
  TransferLog(boolean terminal, Consumer<String> out, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.out = out;
    this.nanoTime = nanoTime;
  }

  static TransferLog of(MavenSession session, Log log) {
    boolean terminal = session.getRequest().isInteractiveMode() && Terminal.isThere();
    return new TransferLog(
        terminal,
        terminal
            ? text -> {
              System.out.print(text);
              System.out.flush();
            }
            : log::info,
        System::nanoTime);
  }

  @Override
  public synchronized void transferred(long count) {
    bytes += count;
    long now = nanoTime.getAsLong();
    if (!started) {
      started = true;
      nextLine = now + interval();
    }
    if (now - nextLine < 0) {
      return;
    }
    nextLine = now + interval();
    String text = "Transferred " + Size.of(bytes) + " …";
    out.accept(terminal ? CLEAR_LINE + text : text);
    lineIsOpen = terminal;
  }

  /** Clears the line on the terminal, so that the summary starts where it stood. */
  @Override
  public synchronized void close() {
    if (lineIsOpen) {
      out.accept(CLEAR_LINE);
      lineIsOpen = false;
    }
  }

  private long interval() {
    return terminal ? UPDATE_EVERY : LOG_EVERY;
  }
}
