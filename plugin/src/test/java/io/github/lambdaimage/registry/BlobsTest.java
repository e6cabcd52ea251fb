package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobsTest {

  private static final Digest DIGEST = Digest.of("bytes".getBytes(UTF_8));
  private static final String BLOB = "https://r.test/v2/orders/blobs/DIGEST";

  private final ScriptedExchange next = new ScriptedExchange();
  private final Blobs blobs = new Blobs(next.address(), next.retry(), "orders");

  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "307, true", "302, true", "404, false"})
  void areThereOrNot(int status, boolean there) throws Exception {
    next.answers(status, "");

    assertThat(blobs.has(DIGEST)).isEqualTo(there);
    assertThat(next.asked()).containsExactly("HEAD " + BLOB);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405})
  void areNotMissingWhereTheRegistryWillNotSay(int status) {
    next.answers(status, "");

    assertThatThrownBy(() -> blobs.has(DIGEST)).hasMessageContaining(": " + status);
  }

  @Test
  void areReadWhole() throws Exception {
    next.answers(200, "{}");

    assertThat(blobs.config(new Descriptor("config", DIGEST, 2))).asString().isEqualTo("{}");
    assertThat(next.asked()).containsExactly("GET " + BLOB);
    assertThat(next.closed).isOne();
  }

  @Test
  void areNotReadBeyondTheirSize() {
    next.answers(200, "{}\n");

    assertThatThrownBy(() -> blobs.config(new Descriptor("config", DIGEST, 2)))
        .hasMessageStartingWith(
            "The registry 'r.test' answers 'GET https://r.test/v2/orders/blobs/")
        .hasMessageEndingWith(
            "' with more than 2 bytes, and the config has no more. Try again; if it stays, check that it is a registry, and what is before it.");
    assertThat(next.requests).hasSize(1);
  }

  @Test
  void areMissedWhereTheyAreRead() {
    next.answers(404, "").answers(404, "");

    assertThatThrownBy(() -> blobs.config(new Descriptor("config", DIGEST, 2)))
        .hasMessageContaining(": 404");
    assertThatThrownBy(() -> blobs.open(DIGEST)).hasMessageContaining(": 404");
  }

  @Test
  void areOpened() throws Exception {
    next.answers(503, "").answers(200, "bytes");

    assertThat(blobs.open(DIGEST).stream()).hasContent("bytes");
  }

  /** In Arabic, numbers have other digits. */
  @Test
  void giveOutTheirEndInEveryLocale() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      next.answers(206, "last", "Content-Range", "bytes 1234563-1234566/1234567");

      assertThat(blobs.tail(new Descriptor("layer", DIGEST, 1_234_567), 4))
          .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("last"));
      assertThat(next.sent("Range")).containsExactly("bytes=1234563-1234566");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** What comes is remembered, and nothing else says whether it is the right part. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes 0-3/1000", "bytes 996-1000/1000", "996-999", "bytes 9960-9963/10000"})
  void areNotReadInAnotherPart(String range) throws Exception {
    next.answers(206, "last", "Content-Range", range);

    assertThat(blobs.tail(new Descriptor("layer", DIGEST, 1000), 4)).isEmpty();
    assertThat(next.abandoned).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "las", "last!"})
  void areNotReadInAPartOfAnotherLength(String part) throws Exception {
    next.answers(206, part, "Content-Range", "bytes 996-999/1000");

    assertThat(blobs.tail(new Descriptor("layer", DIGEST, 1000), 4)).isEmpty();
  }

  @Test
  void areGivenUpWhereTheRegistryWouldGiveOutAllOfThem() throws Exception {
    next.answers(200, "all of it");

    assertThat(blobs.tail(new Descriptor("layer", DIGEST, 1000), 4)).isEmpty();
    assertThat(next.abandoned).isOne();
    assertThat(next.closed).isZero();
  }

  @Test
  void areRefusedInParts() {
    next.answers(403, "");

    assertThatThrownBy(() -> blobs.tail(new Descriptor("layer", DIGEST, 1000), 4))
        .hasMessageContaining(": 403");
    assertThat(next.abandoned).isZero();
  }
}
