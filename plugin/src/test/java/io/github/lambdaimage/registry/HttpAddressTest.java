package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {

  private static final URI BASE = URI.create("https://r.test/v2/orders/blobs/uploads/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "file:/etc/passwd",
        "ftp://r.test/a",
        "jar:file:/a.jar!/b",
        "mailto:me@r.test",
        "javascript:alert(1)",
        "https:",
        "https:r.test",
        "https:/a",
        "https:///a",
        "http://:80/a",
        "https://r.test:99999/a",
        "https://r.test:0/a",
        "https://r.test:-1/a",
        "https://r.test:abc/a",
        "https://a b/",
        "https://r.test/\u001b[2J",
        "https://r.test/a\nb",
        "https://r..test_/a b",
        "https://[::1/a",
        "",
        " ",
        "\r\n",
        "http://",
      })
  void isNone(String text) {
    assertThat(HttpAddress.of(text)).isEmpty();
    assertThat(HttpAddress.of(BASE, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.test/a?b=c,           https://r.test/a?b=c",
    "HTTP://R.test:5000,             HTTP://R.test:5000",
    "https://r.test:443/a%20b,       https://r.test:443/a%20b",
    "https://r.test:65535/,          https://r.test:65535/",
    "http://my_registry:5000/a,      http://my_registry:5000/a",
    "http://[::1]:5000/a,            http://[::1]:5000/a",
    "https://s3.test/a#b,            https://s3.test/a",
    "https://me:secret@s3.test/a,    https://me:secret@s3.test/a",
  })
  void isWhole(String text, String address) {
    assertThat(HttpAddress.of(text)).contains(URI.create(address));
    assertThat(HttpAddress.of(BASE, text)).contains(URI.create(address));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/up/1?a=b,  https://r.test/v2/up/1?a=b",
    "1,             https://r.test/v2/orders/blobs/uploads/1",
    "//s3.test/a,   https://s3.test/a",
    "../1,          https://r.test/v2/orders/blobs/1",
    "/a#b,          https://r.test/a",
    "#b,            https://r.test/v2/orders/blobs/uploads/",
  })
  void isRelativeToAnother(String text, String address) {
    assertThat(HttpAddress.of(BASE, text)).contains(URI.create(address));
    assertThat(HttpAddress.of(text)).isEmpty();
  }
}
