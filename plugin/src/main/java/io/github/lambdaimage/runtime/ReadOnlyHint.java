package io.github.lambdaimage.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/** Explains once why a function cannot write outside of {@code /tmp}. */
final class ReadOnlyHint implements RuntimeOutput {

  /** Linux's message, which Java and all other languages pass on. */
  private static final String READ_ONLY = "Read-only file system";

  static final String HINT =
      "The function wrote to a file of the image. On Lambda these are read-only too: only /tmp can be written.";

  private final RuntimeOutput lines;
  private final AtomicBoolean told = new AtomicBoolean();

  ReadOnlyHint(RuntimeOutput lines) {
    this.lines = lines;
  }

  @Override
  public void accept(String line) {
    lines.accept(line);
    hint(line);
  }

  @Override
  public void acceptBeside(String line) {
    lines.acceptBeside(line);
    hint(line);
  }

  private void hint(String line) {
    if (line.contains(READ_ONLY) && told.compareAndSet(false, true)) {
      lines.tell(HINT);
    }
  }
}
