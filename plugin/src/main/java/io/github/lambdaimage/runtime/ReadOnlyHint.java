package io.github.lambdaimage.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Says once what a function has met that writes beside its code. */
final class ReadOnlyHint implements Consumer<String> {

  /** Linux's words, which Java and all other languages pass on. */
  private static final String READ_ONLY = "Read-only file system";

  static final String HINT =
      "The function wrote to a file of the image. On Lambda these are read-only too: only /tmp can be written.";

  private final Consumer<String> lines;
  private final AtomicBoolean told = new AtomicBoolean();

  ReadOnlyHint(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void accept(String line) {
    lines.accept(line);
    if (line.contains(READ_ONLY) && told.compareAndSet(false, true)) {
      lines.accept(HINT);
    }
  }
}
