package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @Test
  void isOneWithTheSameContentTypeAndSize() {
    Descriptor descriptor = new Descriptor("text/plain", Digest.of(CONTENT), 7);

    assertThat(new Descriptor("text/plain", Digest.of(CONTENT), 7))
        .isEqualTo(descriptor)
        .hasSameHashCodeAs(descriptor);
    assertThat(descriptor)
        .isNotEqualTo(new Descriptor("text/html", Digest.of(CONTENT), 7))
        .isNotEqualTo(new Descriptor("text/plain", Digest.of(new byte[7]), 7))
        .isNotEqualTo(new Descriptor("text/plain", Digest.of(CONTENT), 8))
        .isNotEqualTo(null)
        .isNotEqualTo("text/plain");
  }

  @Test
  void describesBytes() {
    assertThat(Descriptor.of("text/plain", CONTENT))
        .isEqualTo(new Descriptor("text/plain", Digest.of(CONTENT), 7));
  }

  @Test
  void isReadAsItIsWritten() throws Exception {
    Descriptor descriptor = new Descriptor("text/plain", Digest.of(CONTENT), 8_589_934_592L);

    assertThat(descriptor.json().bytes())
        .asString(UTF_8)
        .isEqualTo(
            "{\"mediaType\":\"text/plain\",\"size\":8589934592,\"digest\":\"%s\"}"
                .formatted(Digest.of(CONTENT)));
    assertThat(parse(descriptor.json())).isEqualTo(descriptor);
  }

  @Test
  void needNotSayItsMediaType() throws Exception {
    assertThat(
            parse(JsonObject.empty().with("digest", Digest.of(CONTENT).toString()).with("size", 0)))
        .isEqualTo(new Descriptor("", Digest.of(CONTENT), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"azAZ09", "a/b+c-d.e!f#g$h&i^j_k"})
  void hasAMediaTypeOfPlainLetters(String mediaType) throws Exception {
    Descriptor descriptor = Descriptor.of(mediaType, CONTENT);

    assertThat(parse(descriptor.json())).isEqualTo(descriptor);
  }

  /** RFC 6838 allows 127 letters on each side of the slash. */
  @Test
  void hasAMediaTypeOfUpTo255Letters() throws Exception {
    String longest = "a".repeat(127) + '/' + "b".repeat(127);

    assertThat(parse(Descriptor.of(longest, CONTENT).json()).mediaType()).isEqualTo(longest);
    assertThatThrownBy(() -> parse(Descriptor.of(longest + 'b', CONTENT).json()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The config has the media type 'aaa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'size':1} | has no digest.",
        "{'size':1,'digest':null} | has no digest.",
        "{'size':1,'digest':'sha256:1'} | has the digest 'sha256:1', which is not a valid digest.",
        "{'size':1,'digest':7} | has the digest '7', which is not a valid digest.",
        "{'size':1,'digest':{'a':'\\u001b[31m'}} | has the digest '{a= [31m}', which is not a valid digest.",
        "{'digest':'D'} | has no size.",
        "{'size':null,'digest':'D'} | has no size.",
        "{'size':-1,'digest':'D'} | has the size '-1', which is not a valid number of bytes.",
        "{'size':'many','digest':'D'} | has the size 'many', which is not a valid number of bytes.",
        "{'size':'7','digest':'D'} | has the size '7', which is not a valid number of bytes.",
        "{'size':1.5,'digest':'D'} | has the size '1.5', which is not a valid number of bytes.",
        "{'size':1e3,'digest':'D'} | has the size '1E+3', which is not a valid number of bytes.",
        "{'size':9223372036854775808,'digest':'D'} | has the size '9223372036854775808', which is not a valid number of bytes.",
        "{'size':[],'digest':'D'} | has the size '[]', which is not a valid number of bytes.",
        "{'size':1,'digest':'D','mediaType':'a b'} | has the media type 'a b', which is not a valid one.",
        "{'size':1,'digest':'D','mediaType':1} | has the media type '1', which is not a valid one."
      })
  void saysWhatIsDamaged(String json, String fault) throws Exception {
    String document =
        json.replace('\'', '"').replace("\"D\"", '"' + Digest.of(CONTENT).toString() + '"');
    JsonObject parsed = JsonObject.parse(document.getBytes(UTF_8), "It");

    assertThatThrownBy(() -> parse(parsed))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("The config %s Try again.", fault);
  }

  @Test
  void quotesNoMoreThanALine() throws Exception {
    JsonObject json = JsonObject.empty().with("digest", "x".repeat(1_000_000)).with("size", 1);

    assertThatThrownBy(() -> parse(json))
        .hasMessageStartingWith("The config has the digest '%s…', which", "x".repeat(60));
  }

  private static Descriptor parse(JsonObject json) throws LambdaImageException {
    return Descriptor.parse(json, "The config", "Try again.");
  }
}
