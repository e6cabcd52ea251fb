package io.github.lambdaimage.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gzip member whose disk takes nothing for a while, or nothing any more. */
@Timeout(60)
class SlowDiskTest {

  private static final int BLOCK = DeflateBlock.SIZE;
  private static final int HEADER = 10;

  /** More blocks than may be in memory at once. */
  private static final int MANY = 40;

  private final CountDownLatch mended = new CountDownLatch(1);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** Takes the header, and the rest only when it is mended. */
  private final OutputStream disk =
      new OutputStream() {
        @Override
        public void write(int value) {
          throw new AssertionError("Nobody writes single bytes");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          try {
            if (written.size() >= HEADER) {
              mended.await();
            }
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
          written.write(bytes, offset, length);
        }
      };

  @Test
  void isReadAheadButNotWithoutEnd() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    try (ParallelGzip gzip = gzip(disk)) {
      Thread reader =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < MANY; i++) {
                    gzip.write(new byte[BLOCK], 0, BLOCK);
                    taken.incrementAndGet();
                  }
                } catch (IOException e) {
                  taken.set(Integer.MAX_VALUE);
                }
              });
      reader.start();
      while (reader.isAlive() && (taken.get() < 2 || reader.getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      assertThat(taken).hasValueLessThan(MANY);

      mended.countDown();
      reader.join();
      assertThat(gzip.finish())
          .isEqualTo(new ParallelGzip.Sizes((long) MANY * BLOCK, written.size()));
    }
  }

  @Test
  void leavesAThreadInterruptedThatWasToldNotToWaitForIt() throws Exception {
    try (ParallelGzip gzip = gzip(disk)) {
      gzip.write(new byte[BLOCK], 0, BLOCK);
      Thread.currentThread().interrupt();

      assertThatThrownBy(gzip::finish)
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("compression did not finish")
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void leavesAThreadAsItWasWhereTheCompressionItselfFailed() throws Exception {
    try (ParallelGzip gzip = gzip(broken(new StackOverflowError("test")))) {
      gzip.write(new byte[BLOCK], 0, BLOCK);

      assertThatThrownBy(gzip::finish).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  /** A model of some gigabytes would otherwise be read to its end for nothing. */
  @Test
  void isNotReadForOnceItHasFailed() throws Exception {
    try (ParallelGzip gzip = gzip(broken(new AssertionError("test")))) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < MANY; i++) {
                  gzip.write(new byte[BLOCK], 0, BLOCK);
                }
              })
          .hasRootCauseMessage("test");
    }
  }

  private static OutputStream broken(Error error) {
    return new OutputStream() {
      private boolean hasHeader;

      @Override
      public void write(int value) {
        throw error;
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        if (hasHeader) {
          throw error;
        }
        hasHeader = true;
      }
    };
  }

  private static ParallelGzip gzip(OutputStream out) throws Exception {
    return new ParallelGzip(
        out, MessageDigest.getInstance("SHA-256"), MessageDigest.getInstance("SHA-256"));
  }
}
