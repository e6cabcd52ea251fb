package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void readsTheParametersOfABearerChallenge() {
    Challenge challenge =
        Challenge.parse(
            "Bearer realm=\"https://auth.test/token\",service=\"r.test\",scope=\"repository:a:pull,push\"");

    assertThat(challenge.isBearer()).isTrue();
    assertThat(challenge.parameters())
        .containsEntry("realm", "https://auth.test/token")
        .containsEntry("service", "r.test")
        .containsEntry("scope", "repository:a:pull,push");
  }

  @Test
  void readsWhatIsNotQuotedInAnyCase() {
    Challenge challenge = Challenge.parse("  bearer Realm=https://a.test/t, service=\"\", x ");

    assertThat(challenge.isBearer()).isTrue();
    assertThat(challenge.parameters()).containsOnlyKeys("realm", "service");
    assertThat(challenge.parameters().get("realm")).isEqualTo("https://a.test/t");
    assertThat(challenge.parameters().get("service")).isEmpty();
  }

  @Test
  void takesAMissingHeaderForBasic() {
    assertThat(Challenge.parse(null).isBearer()).isFalse();
    assertThat(Challenge.parse("BASIC realm=x").scheme()).isEqualTo("basic");
  }
}
