package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    service().token(only(REALM + ",scope=\"b\""), null, List.of());
    service().token(only(REALM), null, List.of());

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
                only(REALM + ",service=\"s\""),
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
            "The registry 'r.test' asks for a token, but names no token service. Check that it is a registry, and what is before it.");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, file:///etc/passwd",
    "ftp://auth.test/, ftp://auth.test/",
    "mailto:me, mailto:me",
    "/token, /token",
    "https://auth.test:99999/, https://auth.test:99999/",
    "https:///token, https:///token",
    "a b, a b",
    "'', ''",
    "ftp://me:secret@auth.test/?secret, ftp://…@auth.test/",
    "a\u001b[2Jb, a [2Jb",
  })
  void isNoneWithoutAnAddressOfHttp(String realm, String quoted) {
    assertThatThrownBy(() -> token("Bearer realm=\"" + realm + "\"", null))
        .hasMessage(
            "The registry 'r.test' names '"
                + quoted
                + "' as its token service, which is not an HTTP address. Check that it is a registry, and what is before it.");
    assertThat(wire.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"expires_in\":300}", "{\"token\":\"\"}", "{\"token\":17}"})
  void isNoneThatGivesNoToken(String answer) {
    wire.answers(200, answer);

    assertThatThrownBy(() -> token(REALM, null))
        .hasMessage(
            "The registry 'r.test' names 'auth.test' as its token service, which gives none. Check that it is a registry, and what is before it.");
    assertThat(wire.closed).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret\\r\\nX-Evil: 1",
        "secret\\n",
        "sec ret",
        "secret\\u0000",
        "secret\\u007f",
        "secretä"
      })
  void givesNoTokenThatNoHeaderCanCarryAndIsNotPrinted(String token) {
    wire.answers(200, "{\"token\":\"" + token + "\"}");

    assertThatThrownBy(() -> token(REALM, null))
        .hasMessage(
            "The registry 'r.test' names 'auth.test' as its token service, which gives one that no header can carry. Check that it is a registry, and what is before it.");
  }

  @Test
  void isNamedWhereItIsNotThere() {
    wire.fails(new UnknownHostException("auth.test"));

    assertThatThrownBy(() -> token(REALM, null))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(
            "'auth.test', the token service of the registry 'r.test', cannot be reached (GET https://auth.test/token): no such host.")
        .hasCauseInstanceOf(UnknownHostException.class);
  }

  @Test
  void isTheRegistryItselfWhereItIsOnItsAddress() {
    wire.fails(new SSLException("no trust", new CertificateException()));

    assertThatThrownBy(() -> token("Bearer realm=\"https://R.test:443/token\"", null))
        .hasMessage(
            "The registry 'r.test' cannot be reached (GET https://R.test:443/token): TLS failed: no trust. Have the JDK trust the registry's certificate, or list 'R.test:443' in <insecureRegistries>.");
  }

  /** Whose credentials they are: obeying an advice that named the token service would not help. */
  @Test
  void isNotWhomCredentialsAreFor() {
    wire.refuses(401, "UNAUTHORIZED", "who?");

    assertThatThrownBy(() -> token(REALM, new Credential("me", "secret")))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "GET https://auth.test/token: 401 (UNAUTHORIZED: who?). The registry wants other credentials: add a <server> with <id>r.test</id> to settings.xml, or run 'docker login r.test'.");
  }

  @Test
  void mayRepeatAPasswordThatIsNotShown() {
    String basic = new Credential("me", "open sesame").basic().substring("Basic ".length());
    wire.refuses(401, basic, "no Basic " + basic + " with open sesame or open+sesame");
    wire.refuses(400, "X", "no refresh_token=re%26fresh nor re&fresh");

    assertThatThrownBy(() -> token(REALM, new Credential("me", "open sesame")))
        .hasMessageStartingWith("GET https://auth.test/token: 401 (…: no Basic … with … or …).");
    assertThatThrownBy(() -> token(REALM, new Credential("<token>", "re&fresh")))
        .hasMessageStartingWith("POST https://auth.test/token: 400 (X: no refresh_token=… nor …).");
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

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void doesNotBlameAnIdentityTokenForItsOwnTrouble(int status) {
    wire.answers(status, "");

    assertThatThrownBy(() -> token(REALM, new Credential("<token>", "hunter2")))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("POST https://auth.test/token: " + status + ". The registry ")
        .hasMessageNotContaining("docker login");
  }

  @Test
  void givesOutWhateverAHeaderCanCarry() throws Exception {
    wire.answers(200, "{\"token\":\"!azAZ09-._~+/=\"}");

    assertThat(token(REALM, null)).isEqualTo("!azAZ09-._~+/=");
  }

  private String token(String challenge, @Nullable Credential credential) throws Exception {
    return service().token(only(challenge), credential, List.of("a"));
  }

  private static Challenge only(String header) {
    return Challenge.parse(List.of(header)).get(0);
  }

  private TokenService service() {
    return new TokenService(RegistryHost.find("r.test").orElseThrow(), wire);
  }
}
