package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StallGuardTest {

  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(5), PATIENCE, Duration.ofSeconds(5));

  /** More than any socket buffers. */
  private static final long LARGE = 1L << 30;

  @Test
  @Tag("slow")
  void givesUpOnARegistryThatTakesNoMore() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // It accepts the connection, and reads nothing of it.
      Request request =
          Request.put(
              URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v2/orders/blobs/1"),
              new Request.Body(LARGE, Zeros::new));

      assertThatThrownBy(
              () -> new Transport(uri -> null, Set.of(), Progress.NONE, SHORT).send(request))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageStartingWith("it took no more after ");
      try (Socket accepted = server.accept()) {
        assertThat(accepted.isConnected()).isTrue();
      }
    }
  }

  @Test
  @Tag("slow")
  void waitsForARegistryThatIsSlow() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    // So long that a busy machine does not make a step longer than that.
    Duration patience = Duration.ofMillis(500);

    new StallGuard(patience)
        .run(
            sent -> {
              for (int i = 0; i < 4; i++) {
                // Each step takes a good part of the patience, all together more than there is.
                await(never, patience.toMillis() * 2 / 5);
                sent.transferred(1);
              }
            },
            () -> {});
  }

  /** A base's registry has bounds of its own, and it would be the destination that is blamed. */
  @Test
  @Tag("slow")
  void waitsForWhatIsToBeSent() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Duration patience = Duration.ofMillis(500);
    StallGuard guard = new StallGuard(patience);
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            StallGuardTest.await(never, patience.toMillis() * 3);
            return -1;
          }
        };

    guard.run(sent -> guard.source(slow).transferTo(OutputStream.nullOutputStream()), () -> {});
  }

  @Test
  void isNotStalledWhereTheSourceWasWaitedForSinceTheLastLook() throws Exception {
    StallGuard guard = new StallGuard(PATIENCE);
    InputStream looking =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] bytes, int offset, int count) {
            assertThat(guard.isStalled()).as("before it answers").isFalse();
            assertThat(guard.isStalled()).as("while it does not answer").isFalse();
            return 1;
          }
        };

    assertThat(guard.isStalled()).as("at first").isFalse();
    for (int i = 0; i < 2; i++) {
      assertThat(guard.source(looking).read(new byte[1])).isEqualTo(1);
      assertThat(guard.isStalled()).as("when it has answered").isFalse();
      assertThat(guard.isStalled()).as("long after it has answered").isTrue();
    }
  }

  /** The looks before it is asked and after it has answered may be all that there are. */
  @Test
  void isNotStalledWhereNoLookMetTheWaitForTheSource() throws Exception {
    StallGuard guard = new StallGuard(PATIENCE);
    InputStream source = guard.source(new ByteArrayInputStream(new byte[1]));

    assertThat(guard.isStalled()).isFalse();
    assertThat(source.read(new byte[1])).isEqualTo(1);
    assertThat(guard.isStalled()).isFalse();
    assertThat(guard.isStalled()).isTrue();
  }

  @Test
  void abandonsAConnectionThatTakesNoMore() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch abandoned = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                new StallGuard(Duration.ofMillis(20))
                    .run(
                        sent -> {
                          sent.transferred(7);
                          await(never, 30_000);
                        },
                        abandoned::countDown))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageMatching("it took no more after [07] bytes");
    assertThat(abandoned.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void abandonsTheConnectionWhenItIsInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch abandoned = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                new StallGuard(Duration.ofSeconds(30))
                    .run(sent -> await(never, 30_000), abandoned::countDown))
        .isExactlyInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
    assertThat(abandoned.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givesTheBytesOfTheSource() throws Exception {
    InputStream source =
        new StallGuard(PATIENCE).source(new ByteArrayInputStream(new byte[] {1, 2, 3}));
    byte[] bytes = new byte[5];

    assertThat(source.read(bytes, 1, 4)).isEqualTo(3);
    assertThat(bytes).containsExactly(0, 1, 2, 3, 0);
    assertThat(source.read(bytes, 0, 5)).isEqualTo(-1);
  }

  @Test
  void passesOnWhatWentWrong() {
    StallGuard guard = new StallGuard(Duration.ofSeconds(5));

    assertThatThrownBy(
            () ->
                guard.run(
                    sent -> {
                      throw new IOException("broken pipe");
                    },
                    () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("broken pipe");
    assertThatThrownBy(
            () ->
                guard.run(
                    sent -> {
                      throw new LambdaImageException("no such file");
                    },
                    () -> {}))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("no such file");
  }

  @Test
  void triesTwiceWhatTakesMinutes() {
    RetryPolicy policy = new RetryPolicy(pause -> {});
    RegistryException timeout =
        new RegistryException("", "", new SocketTimeoutException("no answer"));

    assertThat(policy.isLast(1, timeout)).isFalse();
    assertThat(policy.isLast(2, timeout)).isTrue();
  }

  private static void await(CountDownLatch latch, long millis) throws IOException {
    try {
      assertThat(latch.await(millis, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static final class Zeros extends InputStream {

    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) 0);
      return length;
    }
  }
}
