package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

  private static final Request REQUEST =
      Request.get(URI.create("https://r.test/v2/orders/manifests/1.0?secret"));

  private final ScriptedExchange next = new ScriptedExchange();
  private final List<Duration> pauses = new ArrayList<>();
  private final Retry retry = sendingBy(next);

  @Test
  void passesOnAnAnswerAndClosesIt() throws Exception {
    next.answers(200, "text");

    assertThat(retry.ask(REQUEST, Response::bytes)).asString().isEqualTo("text");
    assertThat(next.closed).isOne();
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 206, 301, 400, 401, 404, 405, 409, 413, 501})
  void leavesToTheReaderWhatAnotherTryWouldNotChange(int status) throws Exception {
    next.answers(status, "");

    assertThat(retry.ask(REQUEST, Response::status)).isEqualTo(status);
    assertThat(next.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 416, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) throws Exception {
    next.answers(status, "").answers(status, "").answers(200, "");

    assertThat(retry.ask(REQUEST, Response::status)).isEqualTo(200);
    assertThat(pauses).hasSize(2);
    assertThat(next.closed).isEqualTo(3);
  }

  @Test
  void countsItsTriesInTheMessage() {
    for (int i = 0; i < 5; i++) {
      next.refuses(503, "BUSY", "later");
    }

    assertThatThrownBy(() -> retry.ask(REQUEST, Response::bytes))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "GET https://r.test/v2/orders/manifests/1.0: 503 (BUSY: later) (tried 5 times). The registry has an internal error: try again later.");
    assertThat(next.isAtItsEnd()).isTrue();
    assertThat(pauses).hasSize(4);
  }

  @Test
  void triesAgainWhereNoAnswerCame() throws Exception {
    next.fails(new SocketException("Connection reset"))
        .fails(new UnknownHostException("r.test"))
        .answers(200, "");

    assertThat(retry.ask(REQUEST, Response::status)).isEqualTo(200);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void triesAgainWhereAnAnswerBrokeOff() throws Exception {
    next.answers(200, "").answers(200, "");
    List<IOException> failures = new ArrayList<>(List.of(new IOException("it ended")));

    int status =
        retry.ask(
            REQUEST,
            response -> {
              if (!failures.isEmpty()) {
                throw failures.remove(0);
              }
              return response.status();
            });

    assertThat(status).isEqualTo(200);
    assertThat(next.closed).isEqualTo(2);
  }

  @Test
  void saysWhoseAnswerBrokeOff() {
    Exchange redirecting =
        request -> next.send(request.to(URI.create("https://s3.test/blob?signed")));
    for (int i = 0; i < 5; i++) {
      next.answers(200, "");
    }

    assertThatThrownBy(
            () ->
                sendingBy(redirecting)
                    .ask(
                        REQUEST,
                        response -> {
                          throw new IOException("it ended");
                        }))
        .hasMessageStartingWith(
            "'s3.test', where the registry 'r.test' leads to, cannot be reached (GET https://s3.test/blob): the connection broke: it ended (tried 5 times).");
  }

  @Test
  void triesTwiceWhatTakesMinutes() {
    next.fails(new SocketTimeoutException("Read timed out"))
        .fails(new SocketTimeoutException("Read timed out"));

    assertThatThrownBy(() -> retry.ask(REQUEST, Response::bytes))
        .hasMessageContaining("no answer in time (tried 2 times). Check the network");
    assertThat(next.isAtItsEnd()).isTrue();
  }

  @Test
  void triesOnceWhatIsNotTrusted() {
    IOException untrusted = new SSLHandshakeException("no");
    untrusted.initCause(new CertificateException("unknown authority"));
    for (IOException failure : List.of(untrusted, new SSLPeerUnverifiedException("not r.test"))) {
      next.fails(failure);

      assertThatThrownBy(() -> retry.ask(REQUEST, Response::bytes))
          .hasMessageContaining("TLS failed: " + failure.getMessage())
          .hasMessageNotContaining("tried");
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void triesAgainWhereTlsFailsOtherwise() throws Exception {
    next.fails(new SSLHandshakeException("closed")).answers(200, "");

    assertThat(retry.ask(REQUEST, Response::status)).isEqualTo(200);
  }

  @Test
  void doesNotTryAgainWhatFailsForGood() {
    next.refuses(404, "NAME_UNKNOWN", "no");

    assertThatThrownBy(() -> retry.ask(REQUEST, response -> response.expectSuccess(REQUEST)))
        .hasMessageContaining(": 404 (NAME_UNKNOWN: no). Check that");
    assertThatThrownBy(
            () ->
                retry.call(
                    once -> {
                      throw new LambdaImageException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThat(pauses).isEmpty();
  }

  @Test
  void doesSomethingElseAtEachFurtherTry() throws Exception {
    next.answers(500, "").answers(500, "").answers(200, "");
    Request again = Request.head(URI.create("https://r.test/v2/"));

    int status =
        retry.call(
            once -> once.ask(REQUEST, Response::status), once -> once.ask(again, Response::status));

    assertThat(status).isEqualTo(200);
    assertThat(next.requests).containsExactly(REQUEST, again, again);
  }

  @Test
  void countsTriesOfAllAndNotRequests() {
    for (int i = 0; i < 5; i++) {
      next.answers(200, "").answers(502, "");
    }

    assertThatThrownBy(
            () ->
                retry.call(
                    once -> {
                      once.ask(REQUEST, Response::status);
                      return once.ask(REQUEST, Response::status);
                    }))
        .hasMessageContaining("502 (tried 5 times)");
    assertThat(next.isAtItsEnd()).isTrue();
  }

  @Test
  void beginsAnewWithASessionThatIsGone() throws Exception {
    next.refuses(404, "BLOB_UPLOAD_UNKNOWN", "gone").answers(201, "");

    int status = retry.ask(REQUEST, response -> response.expectSuccess(REQUEST).status());

    assertThat(status).isEqualTo(201);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void givesOutAnAnswerThatIsNotClosed() throws Exception {
    next.answers(503, "").answers(200, "the bytes");

    assertThat(retry.open(REQUEST).bytes()).asString().isEqualTo("the bytes");
    assertThat(next.closed).isOne();
  }

  @Test
  void leavesTheFailureOfASourceToTheSource() {
    RegistryException failure =
        new RegistryException("GET https://base.test: 503 (tried 5 times)", "", new IOException());
    Exchange sending =
        request -> {
          throw new SourceFailure(failure);
        };

    assertThatThrownBy(() -> sendingBy(sending).ask(REQUEST, Response::bytes)).isSameAs(failure);
    assertThat(pauses).isEmpty();
  }

  @Test
  void countsOnlyWhatFailedInTheEnd() {
    next.answers(503, "").refuses(404, "NAME_UNKNOWN", "no");

    assertThatThrownBy(() -> retry.ask(REQUEST, response -> response.expectSuccess(REQUEST)))
        .hasMessageContaining("404")
        .hasMessageNotContaining("tried");
  }

  private Retry sendingBy(Exchange other) {
    return new Retry(
        RegistryHost.of(REQUEST.uri()), new RetryPolicy(pauses::add), other, refusal -> false);
  }
}
