package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

  private static final URI BLOB = URI.create("https://r.test/v2/orders/blobs/1");

  private final ScriptedExchange next = new ScriptedExchange();
  private final Redirects redirects = new Redirects(next);

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void areFollowedWithWhatTheRequestSays(int status) throws Exception {
    next.answers(status, "moved", "Location", "https://s3.test/1?signed")
        .answers(302, "", "location", "/2")
        .answers(200, "bytes");

    Response response = redirects.send(Request.get(BLOB).with("Range", "bytes=0-1"));

    assertThat(response.bytes()).asString().isEqualTo("bytes");
    assertThat(next.asked())
        .containsExactly("GET " + BLOB, "GET https://s3.test/1?signed", "GET https://s3.test/2");
    assertThat(next.sent("Range")).containsOnly("bytes=0-1").hasSize(3);
    assertThat(next.closed).isEqualTo(2);
  }

  @Test
  void areNotFollowedForOtherMethods() throws Exception {
    next.answers(307, "", "Location", "https://s3.test/1");
    next.answers(307, "", "Location", "https://s3.test/1");

    assertThat(redirects.send(Request.head(BLOB)).status()).isEqualTo(307);
    assertThat(redirects.send(Request.post(BLOB)).status()).isEqualTo(307);
    assertThat(next.requests).hasSize(2);
  }

  @Test
  void areNotFollowedForEver() throws Exception {
    for (int i = 0; i < 6; i++) {
      next.answers(302, "", "Location", "/" + i);
    }

    assertThat(redirects.send(Request.get(BLOB)).status()).isEqualTo(302);
    assertThat(next.asked()).hasSize(6).last().isEqualTo("GET https://r.test/4");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, file:///etc/passwd",
    "ftp://s3.test/1?secret, ftp://s3.test/1",
    "mailto:me, mailto:me",
    "https:///1, https:///1",
    "https://s3.test:99999/1, https://s3.test:99999/1",
    "http://a b/, http://a b/",
    "'', ''",
  })
  void leadNowhereButToHttp(String location, String quoted) {
    next.answers(307, "", "Location", location);

    assertThatThrownBy(() -> redirects.send(Request.get(BLOB)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'r.test' answered with the 'Location' '"
                + quoted
                + "', which is not an HTTP address. Check that it is a registry, and what is before it.");
    assertThat(next.requests).hasSize(1);
    assertThat(next.abandoned).isOne();
  }

  @Test
  void areNotWhoIsToBlameForWhereTheyLead() {
    next.answers(307, "", "Location", "https://s3.test/1?signed")
        .fails(new UnknownHostException("s3.test"));

    assertThatThrownBy(() -> redirects.send(Request.get(BLOB)))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(
            "'s3.test', where the registry 'r.test' leads to, cannot be reached (GET https://s3.test/1): no such host.");
  }

  @Test
  void areNoneOfThoseThatAreAnswered() throws Exception {
    next.answers(400, "");

    assertThat(redirects.send(Request.get(BLOB)).status()).isEqualTo(400);
    assertThat(next.closed).isZero();
  }
}
