package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenServiceTest {

  private static final String REALM = "Bearer realm=\"https://auth.test/token\"";

  private final ScriptedExchange wire = new ScriptedExchange();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"token\":\"t\"}",
        "{\"access_token\":\"t\"}",
        "{\"token\":\"t\",\"access_token\":\"u\",\"expires_in\":300}"
      })
  void givesOutATokenByEitherName(String answer) throws Exception {
    wire.answers(200, answer);

    assertThat(token(REALM, null)).isEqualTo("t");
    assertThat(wire.asked()).containsExactly("GET https://auth.test/token?service=&scope=a");
    assertThat(wire.sent("Authorization")).containsExactly("none");
    assertThat(wire.closed).isOne();
  }

  @Test
  void isAskedAsItsAddressWants() throws Exception {
    wire.answers(200, "{\"token\":\"t\"}");

    token("Bearer realm=\"https://auth.test/?x=y\",service=\"a b\"", new Credential("me", "p"));

    assertThat(wire.asked()).containsExactly("GET https://auth.test/?x=y&service=a+b&scope=a");
    assertThat(wire.sent("Authorization")).containsExactly(new Credential("me", "p").basic());
  }

  @Test
  void isAskedForWhatTheChallengeSpeaksOfWhereNothingElseIsWanted() throws Exception {
    wire.answers(200, "{\"token\":\"t\"}").answers(200, "{\"token\":\"t\"}");

    service().token(Challenge.parse(REALM + ",scope=\"b\""), null, List.of());
    service().token(Challenge.parse(REALM), null, List.of());

    assertThat(wire.asked())
        .containsExactly(
            "GET https://auth.test/token?service=&scope=b", "GET https://auth.test/token?service=");
  }

  @Test
  void takesARefreshTokenByPost() throws Exception {
    wire.answers(200, "{\"access_token\":\"t\"}");

    String token =
        service()
            .token(
                Challenge.parse(REALM + ",service=\"s\""),
                new Credential("<token>", "re&fresh"),
                List.of("a", "b"));

    assertThat(token).isEqualTo("t");
    assertThat(wire.asked()).containsExactly("POST https://auth.test/token");
    assertThat(wire.sent("Authorization")).containsExactly("none");
    assertThat(wire.sent("Content-Type")).containsExactly("application/x-www-form-urlencoded");
    Request.Body body = Objects.requireNonNull(wire.requests.get(0).body());
    assertThat(new String(body.content().open().readAllBytes(), UTF_8))
        .isEqualTo(
            "grant_type=refresh_token&client_id=lambda-image-maven-plugin&service=s&scope=a+b&refresh_token=re%26fresh");
  }

  @Test
  void isMissedWhereTheChallengeNamesNone() {
    assertThatThrownBy(() -> token("Bearer service=\"s\"", null))
        .hasMessage(
            "The registry 'r.test' asks for a token, but does not say where it is given out. Is it a registry?");
  }

  @Test
  void isNoneWithoutAnAddress() {
    assertThatThrownBy(() -> token("Bearer realm=\"a b\"", null))
        .hasMessage(
            "The registry 'r.test' names a malformed address for tokens. Check that it is a registry.");
  }

  @Test
  void isNoneThatGivesNoToken() {
    wire.answers(200, "{\"expires_in\":300}");

    assertThatThrownBy(() -> token(REALM, null))
        .hasMessage(
            "The registry 'r.test' sends for a token to 'auth.test', which gives none. Is it a registry?");
    assertThat(wire.closed).isOne();
  }

  @Test
  void mayRefuse() {
    wire.refuses(403, "DENIED", "no");

    assertThatThrownBy(() -> token(REALM, null))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("GET https://auth.test/token: 403 (DENIED: no)");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 405})
  void saysThatAnIdentityTokenIsNotTaken(int status) {
    wire.refuses(status, "invalid_grant", "expired");

    assertThatThrownBy(() -> token(REALM, new Credential("<token>", "hunter2")))
        .isInstanceOf(RegistryException.class)
        .hasMessageEndingWith(
            "The identity token that Docker's config has for 'r.test' has expired, or is for something else: log in anew with 'docker login r.test'.")
        .hasMessageNotContaining("hunter2");
  }

  private String token(String challenge, @Nullable Credential credential) throws Exception {
    return service().token(Challenge.parse(challenge), credential, List.of("a"));
  }

  private TokenService service() {
    return new TokenService(RegistryHost.find("r.test").orElseThrow(), wire);
  }
}
