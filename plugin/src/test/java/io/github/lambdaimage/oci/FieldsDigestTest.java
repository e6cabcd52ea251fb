package io.github.lambdaimage.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldsDigestTest {

  @Test
  void tellsListsApartThatJoinedAreOne() {
    assertThat(digest("ab", "c")).isNotEqualTo(digest("a", "bc"));
    assertThat(digest("a", "")).isNotEqualTo(digest("", "a"));
    assertThat(digest("a")).isNotEqualTo(digest("a", ""));
    assertThat(digest("a", "b")).isNotEqualTo(digest("b", "a"));
    assertThat(digest("a", "b")).isEqualTo(digest("a", "b"));
  }

  @Test
  void isOfEachTextsLengthInFourBytesAndTheTextInUtf8() {
    byte[] bytes = {0, 0, 0, 2, (byte) 0xc3, (byte) 0xbc, 0, 0, 0, 1, 'a'};

    assertThat(digest("ü", "a")).isEqualTo(Digest.of(bytes));
    assertThat(digest()).isEqualTo(Digest.of(new byte[0]));
  }

  private static Digest digest(String... texts) {
    FieldsDigest fields = new FieldsDigest();
    for (String text : texts) {
      fields = fields.add(text);
    }
    return fields.digest();
  }
}
