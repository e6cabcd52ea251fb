package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends a body, and gives up when the other side takes no more of it: the JDK limits how long to
 * wait for an answer, but not how long to write.
 */
final class StallGuard {

  private final Duration patience;
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean atSource;

  /** What sends the body. */
  @FunctionalInterface
  interface Sending {
    void send(Progress sent) throws IOException, LambdaImageException;
  }

  StallGuard(Duration patience) {
    this.patience = patience;
  }

  /**
   * Sends on a thread of its own, which nothing could free from a write that hangs.
   *
   * @param abandon breaks the connection
   * @throws SocketTimeoutException when nothing was taken for as long as patience lasts
   */
  void run(Sending sending, Runnable abandon) throws IOException, LambdaImageException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              sending.send(sent::addAndGet);
              return null;
            });
    Daemon.start("lambda-image-upload", task);
    try {
      await(task);
    } catch (InterruptedIOException e) {
      // Closing a TLS connection waits for the write that hangs, so that nobody may wait for it.
      Daemon.start("lambda-image-abandon", abandon);
      throw e;
    }
  }

  /**
   * The bytes to send. Whoever waits for them waits for somebody else, who has bounds of its own.
   */
  InputStream source(InputStream bytes) {
    return new FilterInputStream(bytes) {
      @Override
      public int read(byte[] buffer, int offset, int count) throws IOException {
        atSource = true;
        try {
          return in.read(buffer, offset, count);
        } finally {
          atSource = false;
        }
      }
    };
  }

  private void await(FutureTask<Void> task) throws IOException, LambdaImageException {
    long before = -1;
    while (true) {
      try {
        var unused = Deadline.get(task, patience);
        return;
      } catch (TimeoutException e) {
        long now = sent.get();
        if (now == before) {
          throw new SocketTimeoutException("it took no more after %s bytes".formatted(now));
        }
        before = atSource ? -1 : now;
      }
    }
  }
}
