package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is suspected of hanging up on large bodies. */
class HangUpsTest {

  private static final RegistryHost HOST = RegistryHost.find("r.test").orElseThrow();
  private static final RegistryHost OTHER = RegistryHost.find("other.test").orElseThrow();

  private final HangUps hangUps = new HangUps();

  @Test
  void isNobodyAtFirst() {
    assertThat(hangUps.include(HOST)).isFalse();
  }

  @ParameterizedTest
  @MethodSource
  void isWhoBrokeTheConnection(IOException failure) {
    hangUps.note(HOST, failure);

    assertThat(hangUps.include(HOST)).isTrue();
    assertThat(hangUps.include(OTHER)).isFalse();
  }

  static Stream<IOException> isWhoBrokeTheConnection() {
    return Stream.of(
        new SocketException("Connection reset"),
        new SSLException("closed"),
        new SocketTimeoutException("it took no more"));
  }

  @ParameterizedTest
  @MethodSource
  void isNobodyWhoWasNotThereOrNotAtFault(IOException failure) {
    hangUps.note(HOST, failure);

    assertThat(hangUps.include(HOST)).isFalse();
  }

  static Stream<IOException> isNobodyWhoWasNotThereOrNotAtFault() {
    return Stream.of(
        new ConnectException("refused"),
        new NoRouteToHostException("no route"),
        new UnknownHostException("r.test"),
        new InterruptedIOException("interrupted"),
        new BrokenSource(new LambdaImageException("the base is damaged")));
  }
}
