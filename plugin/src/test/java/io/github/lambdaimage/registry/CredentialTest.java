package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login, and how it is kept from messages. */
class CredentialTest {

  @Test
  void isARefreshTokenOnlyByItsMark() {
    assertThat(Credential.ofRefreshToken("secret").isRefreshToken()).isTrue();
    assertThat(Credential.ofRefreshToken("secret").password()).isEqualTo("secret");
    assertThat(new Credential("me", "secret").isRefreshToken()).isFalse();
  }

  @Test
  void isFoundInTheHeaderThatItMakes() {
    assertThat(Credential.passwordOf(new Credential("me", "se:cret").basic())).isEqualTo("se:cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer b25lOnNlY3JldA==", "Basic", "Basic !", "Basic Zg=g"})
  void isNotFoundInOtherHeaders(String header) {
    assertThat(Credential.passwordOf(header)).isEmpty();
  }

  @Test
  void isHiddenWhereverItIsRepeated() {
    assertThat(Credential.hide("me:secret, again secret, and other", "secret", "other"))
        .isEqualTo("me:…, again …, and …");
  }

  @Test
  void isHiddenAsItIsWrittenInAnAddress() {
    assertThat(Credential.hide("?password=a%2Fb+c%3F&x", "a/b c?")).isEqualTo("?password=…&x");
  }

  /** A short one would be found in the midst of other words. */
  @Test
  void isNotHiddenWhereItIsTooShort() {
    assertThat(Credential.hide("the others", "the", "")).isEqualTo("the others");
    assertThat(Credential.hide("the others", "ther")).isEqualTo("the o…s");
  }
}
