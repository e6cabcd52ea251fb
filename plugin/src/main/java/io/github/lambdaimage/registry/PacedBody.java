package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read ahead by a thread of its own, so that the reader waits only as long
 * as the speed is sufficient. Only the time spent waiting counts: the reader itself may be slow.
 */
final class PacedBody extends InputStream {

  /** In bytes per second; a modem was faster. */
  static final int SLOWEST = 1024;

  private static final int BUFFER = 64 * 1024;
  private static final int AHEAD = 4;
  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final Duration patience;
  private final BlockingQueue<byte[]> ahead = new ArrayBlockingQueue<>(AHEAD);

  /** Set before the empty part that marks the end. */
  private volatile @Nullable IOException failure;

  private volatile boolean closed;
  private boolean begun;
  private boolean ended;
  private byte[] part = NOTHING;
  private int next;
  private long waited;
  private long came;

  /**
   * A body.
   *
   * @param patience how long to wait for the next bytes, and how often to check the speed
   */
  PacedBody(InputStream in, Duration patience) {
    this.in = in;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (next == part.length && !ended) {
      part = await();
      next = 0;
      ended = part.length == 0;
    }
    if (ended) {
      IOException broken = failure;
      if (broken != null) {
        throw broken;
      }
      return -1;
    }
    int given = Math.min(count, part.length - next);
    System.arraycopy(part, next, bytes, offset, given);
    next += given;
    return given;
  }

  private byte[] await() throws IOException {
    if (!begun) {
      begun = true;
      Daemon.start("lambda-image-answer", this::readAhead);
    }
    byte[] got = null;
    while (got == null) {
      long begin = System.nanoTime();
      try {
        got = ahead.poll(patience.toNanos() - waited, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while reading");
      }
      waited += System.nanoTime() - begin;
      came += got == null ? 0 : got.length;
      if (waited >= patience.toNanos()) {
        if ((got == null || got.length > 0) && came < least()) {
          throw new SocketTimeoutException(
              "only %s bytes of the answer came in %s s".formatted(came, patience.toSeconds()));
        }
        waited = 0;
        came = 0;
      }
    }
    return got;
  }

  private long least() {
    return patience.toMillis() * SLOWEST / TimeUnit.SECONDS.toMillis(1);
  }

  private void readAhead() {
    try {
      try {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0 && !closed; read = in.read(buffer)) {
          ahead.put(Arrays.copyOf(buffer, read));
        }
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException e) {
        failure = new IOException("the answer cannot be read", e);
      }
      ahead.put(NOTHING);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread.
      Thread.currentThread().interrupt();
    }
  }

  /** Stops reading. */
  void stop() {
    closed = true;
    // The thread that waits for room continues, and sees that it is stopped.
    ahead.clear();
  }

  /** Stops reading. A connection whose answer was not read to its end is closed elsewhere. */
  @Override
  public void close() throws IOException {
    stop();
    if (ended) {
      in.close();
    }
  }
}
