package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFailureTest {

  private static final String TRUST =
      "Have the JDK trust the registry's certificate, or list 'r.test' in <insecureRegistries>.";

  @ParameterizedTest
  @MethodSource("ofCertificates")
  void isTrustThatIsMissingWhereTheCertificateIsTheMatter(SSLException failure) throws Exception {
    assertThat(TlsFailure.advice(RegistryHost.parse("r.test"), failure)).isEqualTo(TRUST);
  }

  static Stream<SSLException> ofCertificates() {
    return Stream.of(
        (SSLException)
            new SSLHandshakeException("PKIX path building failed")
                .initCause(new CertPathBuilderException("unable to find valid path")),
        new SSLException("no names", new SSLException(new CertificateException("no names"))),
        new SSLPeerUnverifiedException("not verified"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unsupported or unrecognized SSL message",
        "Remote host terminated the handshake",
        "Received fatal alert: protocol_version"
      })
  void isNoMatterOfTrustOtherwise(String message) throws Exception {
    SSLException failure = new SSLHandshakeException(message);

    assertThat(TlsFailure.advice(RegistryHost.parse("r.test"), failure))
        .isEqualTo(
            "What listens at 'r.test' does not speak TLS as a registry does: check host and port; if it speaks plain HTTP, list it in <insecureRegistries>.");
    assertThat(TlsFailure.advice(RegistryHost.parse("localhost:5000"), failure))
        .isEqualTo(
            "What listens at 'localhost:5000' answers neither plain HTTP nor TLS as a registry does: see what it is, and that it runs as it should.");
  }

  @Test
  void endsWithCausesThatLeadBackToThemselves() throws Exception {
    SSLException one = new SSLException("one");
    SSLException other = new SSLException("other", one);
    one.initCause(other);

    assertThat(TlsFailure.advice(RegistryHost.parse("r.test"), one)).contains("does not speak TLS");
  }

  /** Whoever listens there, hangs up or answers nonsense: as a registry that is broken. */
  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"})
  void saysNothingOfCertificatesToWhoeverRunsABrokenRegistry(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread broken = new Thread(() -> answerAll(server, answer));
      broken.setDaemon(true);
      broken.start();
      RegistryHost host = RegistryHost.parse("127.0.0.1:" + server.getLocalPort());
      Transport transport = new Transport(uri -> null, Set.of(), Progress.NONE);
      RetryPolicy policy = new RetryPolicy(pause -> {});
      RegistryAddress address = new RegistryAddress(host, false, transport, policy);
      Retry retry = new Retry(host, policy, transport, refusal -> false);
      URI uri = address.resolve("/v2/orders/manifests/1.0");

      assertThat(uri.getScheme()).isEqualTo("https");
      assertThatThrownBy(() -> retry.ask(Request.get(uri), Response::status))
          .hasMessageContaining("The registry '" + host + "' cannot be reached")
          .hasMessageNotContainingAny("certificate", "insecureRegistries");
    }
  }

  private static void answerAll(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        byte[] request = new byte[8192];
        int unused = client.getInputStream().read(request);
        client.getOutputStream().write(answer.getBytes(US_ASCII));
      } catch (IOException e) {
        // The client has gone, or the test has ended.
      }
    }
  }
}
