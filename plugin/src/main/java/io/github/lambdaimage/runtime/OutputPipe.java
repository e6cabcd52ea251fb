package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pipe that takes the output of a process. Linux lets this process write into it too: a mark
 * comes after everything that was printed before.
 */
final class OutputPipe {

  private final String before = "mark " + UUID.randomUUID() + " ";
  private final OutputMarks marks = new OutputMarks(before);
  private final Path descriptor;
  private final @Nullable Path pipe;

  private OutputPipe(Path descriptor, @Nullable Path pipe) {
    this.descriptor = descriptor;
    this.pipe = pipe;
  }

  /** That of a process that was just started; never open on other systems. */
  static OutputPipe of(Process process) {
    Path descriptor = Path.of("/proc/" + process.pid() + "/fd/1");
    try {
      // A link that can be read need not be one that can be opened.
      Files.newOutputStream(descriptor, WRITE).close();
      Path target = target(descriptor);
      boolean isPipe = target != null && target.toString().startsWith("pipe:");
      return new OutputPipe(descriptor, isPipe ? target : null);
    } catch (IOException e) {
      return new OutputPipe(descriptor, null);
    }
  }

  /** Whether the process prints there: it may have ended, or have redirected its output. */
  boolean isOpen() {
    return pipe != null && pipe.equals(target(descriptor));
  }

  /** Passes on all lines of the output except the marks. */
  Consumer<String> without(Consumer<String> lines) {
    return marks.without(lines);
  }

  /**
   * Waits until everything that was printed so far is passed on; only while it is open.
   *
   * @param end of the output
   */
  void awaitPrinted(CompletableFuture<Void> end) throws InterruptedException {
    marks.await(this::write, end);
  }

  private void write(String mark) {
    try (OutputStream out = Files.newOutputStream(descriptor, WRITE)) {
      out.write((before + mark + "\n").getBytes(US_ASCII));
    } catch (IOException e) {
      // The process has ended, and its output ends too.
    }
  }

  private static @Nullable Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return null;
    }
  }
}
