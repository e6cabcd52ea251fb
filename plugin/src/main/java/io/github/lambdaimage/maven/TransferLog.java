package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.registry.Progress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Logs the progress of long transfers now and then, and nothing for short ones. */
final class TransferLog implements Progress {

  /** For a line that updates. */
  static final Duration ON_TERMINAL = Duration.ofMillis(200);

  /** For lines of a log. */
  static final Duration IN_LOG = Duration.ofSeconds(5);

  private final long interval;
  private final Consumer<String> out;
  private final LongSupplier nanoTime;
  private long bytes;
  private long nextLine;
  private boolean started;

  TransferLog(Duration interval, Consumer<String> out, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.out = out;
    this.nanoTime = nanoTime;
  }

  @Override
  public void transferred(long count) {
    String text = count(count);
    if (!text.isEmpty()) {
      out.accept(text);
    }
  }

  /** The progress to show now, if any. */
  private synchronized String count(long count) {
    bytes += count;
    long now = nanoTime.getAsLong();
    if (!started) {
      started = true;
      nextLine = now + interval;
    }
    if (now - nextLine < 0) {
      return "";
    }
    nextLine = now + interval;
    return "Transferred " + Size.of(bytes) + " so far";
  }
}
