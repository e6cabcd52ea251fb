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
 * Sends a body, and gives up when the other side stops reading: the JDK limits how long to wait for
 * an answer, but not how long to write.
 */
final class StallGuard {

  private final Duration patience;
  private final AtomicLong sent = new AtomicLong();

  /** How often the source was asked, and has answered: odd while it is waited for. */
  private final AtomicLong turns = new AtomicLong();

  private long sentBefore = -1;
  private long turnsBefore = -1;

  /** Sends the body. */
  @FunctionalInterface
  interface Sending {
    void send(Progress sent) throws IOException, LambdaImageException;
  }

  StallGuard(Duration patience) {
    this.patience = patience;
  }

  /**
   * Sends on a thread of its own, which could not be freed from a write that hangs.
   *
   * @param abandon breaks the connection
   * @throws SocketTimeoutException when nothing could be written within the patience
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
      // Closing a TLS connection waits for the write that hangs, so nobody must wait for it.
      Daemon.start("lambda-image-abandon", abandon);
      throw e;
    }
  }

  /** The bytes to send. Waiting for them does not count: their source has its own limits. */
  InputStream source(InputStream bytes) {
    return new FilterInputStream(bytes) {
      @Override
      public int read(byte[] buffer, int offset, int count) throws IOException {
        turns.incrementAndGet();
        try {
          return in.read(buffer, offset, count);
        } finally {
          turns.incrementAndGet();
        }
      }
    };
  }

  private void await(FutureTask<Void> task) throws IOException, LambdaImageException {
    while (true) {
      try {
        var unused = Deadline.get(task, patience);
        return;
      } catch (TimeoutException e) {
        if (isStalled()) {
          throw new SocketTimeoutException("it took no more after %s bytes".formatted(sentBefore));
        }
      }
    }
  }

  /** Whether, since the last look, nothing was sent and the source was not waited for at all. */
  boolean isStalled() {
    long turnsNow = turns.get();
    long sentNow = sent.get();
    boolean stalled = sentNow == sentBefore && turnsNow == turnsBefore && turnsNow % 2 == 0;
    sentBefore = sentNow;
    turnsBefore = turnsNow;
    return stalled;
  }
}
