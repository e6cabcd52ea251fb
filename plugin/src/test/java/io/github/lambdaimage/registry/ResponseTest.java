package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means, and what becomes of its connection. */
class ResponseTest {

  private static final Request REQUEST = Request.get(URI.create("https://r.test/v2/x"));
  private static final int NEAR = 64 * 1024;

  private final AtomicInteger disconnected = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({
    "199, false, false",
    "200, true, false",
    "299, true, false",
    "300, false, true",
    "399, false, true",
    "400, false, false"
  })
  void isASuccessOrARedirect(int status, boolean success, boolean redirect) {
    Response response = response(status, body(0));

    assertThat(response.isSuccess()).isEqualTo(success);
    assertThat(response.isRedirect()).isEqualTo(redirect);
  }

  @Test
  void isItselfWhereItIsASuccess() throws Exception {
    Response response = response(200, body(0));

    assertThat(response.expectSuccess(REQUEST)).isSameAs(response);
  }

  @Test
  void failsWhereASuccessIsExpected() {
    assertThatThrownBy(() -> response(418, body(0)).expectSuccess(REQUEST))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("GET https://r.test/v2/x: 418");
  }

  @Test
  void hasAtMostOneLineOfAHeaderUnlessItSaysOtherwise() {
    Response.Headers headers = name -> name.equals("Here") ? "value" : null;

    assertThat(headers.values("Here")).containsExactly("value");
    assertThat(headers.values("Not-Here")).isEmpty();
  }

  /** Only what is read to its end leaves a connection that can be used again. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, NEAR - 1, NEAR})
  void keepsTheConnectionWhereTheEndIsNear(int length) throws Exception {
    InputStream body = body(length);

    response(200, body).close();

    assertThat(body.read()).isEqualTo(-1);
    assertThat(closed).hasValue(1);
    assertThat(disconnected).hasValue(0);
  }

  @Test
  void givesTheConnectionUpWhereTheEndIsFar() throws Exception {
    InputStream body = body(10 * NEAR);

    response(200, body).close();

    assertThat(body.available()).as("it is not read for nothing").isGreaterThan(8 * NEAR);
    assertThat(closed).hasValue(1);
    assertThat(disconnected).hasValue(1);
  }

  @Test
  void givesTheConnectionUpWhereTheEndDoesNotCome() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            throw new IOException("reset");
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };

    response(200, broken).close();

    assertThat(closed).hasValue(1);
    assertThat(disconnected).hasValue(1);
  }

  @Test
  void isNotReadOnceItIsAbandoned() throws Exception {
    InputStream body = body(7);
    Response response = response(200, body);

    response.abandon();
    response.close();

    assertThat(body.available()).isEqualTo(7);
    assertThat(closed).hasValue(0);
    assertThat(disconnected).hasValue(1);
  }

  @Test
  void hasADocumentOfItsSize() throws Exception {
    assertThat(response(200, body(5)).document(Document.CONFIG, 5)).hasSize(5);
    assertThat(response(200, body(4)).document(Document.CONFIG, 5)).hasSize(4);
    assertThatThrownBy(() -> response(200, body(6)).document(Document.CONFIG, 5))
        .hasMessageContaining("with more than 5 bytes, and the config has no more.");
  }

  /** A size in a manifest is whatever somebody wrote there. */
  @Test
  void hasNoDocumentThatIsLongerThanItsKind() {
    int longest = 1024 * 1024;

    assertThatThrownBy(() -> response(200, body(longest + 1)).document(Document.TOKEN, 1L << 40))
        .hasMessageContaining("with more than 1048576 bytes, and the token has no more.");
  }

  private Response response(int status, InputStream body) {
    return new Response(REQUEST, status, name -> null, body, disconnected::incrementAndGet);
  }

  private InputStream body(int length) {
    return new ByteArrayInputStream(new byte[length]) {
      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
