package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PacedBodyTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 65_537, 1_000_000})
  void givesAllBytesInOrder(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);

    try (PacedBody body = new PacedBody(new ByteArrayInputStream(bytes), LONG)) {
      assertThat(body.readAllBytes()).isEqualTo(bytes);
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  @Test
  void givesSingleBytes() throws Exception {
    PacedBody body = new PacedBody(new ByteArrayInputStream(new byte[] {1, -1}), LONG);

    assertThat(body.read()).isEqualTo(1);
    assertThat(body.read()).isEqualTo(255);
    assertThat(body.read()).isEqualTo(-1);
    assertThat(body.read(new byte[0])).isZero();
  }

  @Test
  void failsAsWhatItReadsDoesOnceThatComes() {
    IOException failure = new IOException("reset");
    PacedBody body = new PacedBody(new Failing(failure), LONG);

    byte[] read = new byte[100];
    assertThatThrownBy(() -> body.readNBytes(read, 0, 100)).isSameAs(failure);
    assertThat(new String(read, 0, 5, UTF_8)).isEqualTo("begin");
    assertThatThrownBy(body::read).isSameAs(failure);
  }

  @Test
  void isNoAnswerWhereTheJdkFails() {
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] bytes, int offset, int count) {
            throw new IllegalStateException("chunk");
          }
        };

    assertThatThrownBy(() -> new PacedBody(in, LONG).read())
        .isInstanceOf(IOException.class)
        .hasMessage("the answer cannot be read");
  }

  /** Nothing but a second thread ends that: the JDK's own timeout begins anew with each byte. */
  @Test
  void endsWhereReadingDoesNot() {
    PacedBody body = new PacedBody(new Failing(null), SHORT);

    assertThatThrownBy(body::readAllBytes)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("only 5 bytes of the answer came in 1 s");
  }

  @Test
  void endsWhereTooLittleComes() {
    AtomicInteger sent = new AtomicInteger();
    InputStream trickle =
        new InputStream() {
          @Override
          public int read() throws IOException {
            pause(SHORT.toMillis() / 20);
            sent.incrementAndGet();
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }
        };

    assertThatThrownBy(() -> new PacedBody(trickle, SHORT).readAllBytes())
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageMatching("only \\d+ bytes of the answer came in 1 s");
    assertThat(sent).hasPositiveValue();
  }

  @Test
  @Tag("slow")
  void waitsForWhatIsSlowAndComesToAnEnd() throws Exception {
    // Pauses and patience are far apart, so that a busy machine does not make one the other.
    Duration patience = Duration.ofSeconds(2);
    byte[] some = new byte[10_000];
    AtomicInteger left = new AtomicInteger(5);
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            pause(patience.toMillis() / 4);
            return left.getAndDecrement() > 0 ? some.length : -1;
          }
        };

    assertThat(new PacedBody(slow, patience).readAllBytes()).hasSize(5 * some.length);
  }

  /** A destination may be slower than the registry of the base. */
  @Test
  @Tag("slow")
  void countsNotTheTimeOfWhoeverTakesIt() throws Exception {
    PacedBody body = new PacedBody(new ByteArrayInputStream(new byte[200_000]), SHORT);

    int total = 0;
    for (int read = body.read(new byte[65_536]); read >= 0; read = body.read(new byte[65_536])) {
      total += read;
      pause(SHORT.toMillis() * 5 / 4);
    }
    assertThat(total).isEqualTo(200_000);
  }

  @Test
  void readsNoMoreThanItHasRoomForAndNothingOnceItIsClosed() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(5);
    InputStream endless =
        new FilterInputStream(new ByteArrayInputStream(new byte[1])) {
          @Override
          public int read(byte[] bytes, int offset, int count) {
            reads.incrementAndGet();
            full.countDown();
            return count;
          }
        };
    PacedBody body = new PacedBody(endless, LONG);
    assertThat(body.read()).isZero();
    assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();

    body.close();

    // Four parts lie ready, one is taken, one waits for room, and one may have been begun.
    assertThat(reads).hasValueLessThanOrEqualTo(7);
  }

  @Test
  void closesWhatIsReadToItsEnd() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    PacedBody body = new PacedBody(countingCloses(closed), LONG);
    assertThat(body.readAllBytes()).hasSize(1);

    body.close();

    assertThat(closed).hasValue(1);
  }

  /** To close it, the JDK would read the rest. */
  @Test
  void leavesToOthersWhatIsNotReadToItsEnd() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    PacedBody body = new PacedBody(countingCloses(closed), LONG);
    assertThat(body.read()).isZero();

    body.close();

    assertThat(closed).hasValue(0);
  }

  @Test
  void endsWhenItIsInterrupted() {
    PacedBody body = new PacedBody(new Failing(null), LONG);
    Thread.currentThread().interrupt();

    assertThatThrownBy(body::readAllBytes)
        .isExactlyInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted while reading");
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
  }

  private static InputStream countingCloses(AtomicInteger closed) {
    return new FilterInputStream(new ByteArrayInputStream(new byte[1])) {
      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private void pause(long millis) throws IOException {
    try {
      assertThat(never.await(millis, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Begins well; then it fails, or hangs. */
  private final class Failing extends InputStream {

    private final @Nullable IOException failure;
    private boolean begun;

    Failing(@Nullable IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() {
      throw new AssertionError();
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (begun) {
        if (failure != null) {
          throw failure;
        }
        pause(Long.MAX_VALUE);
      }
      begun = true;
      System.arraycopy("begin".getBytes(UTF_8), 0, bytes, offset, 5);
      return 5;
    }
  }
}
