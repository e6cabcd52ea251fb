package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

  private static final String BEARER =
      "Bearer realm=\"https://auth.test/token\",service=\"r.test\",scope=\"any\"";

  private static final Request TAG =
      Request.get(URI.create("https://r.test/v2/orders/manifests/1"));

  private final ScriptedExchange next = new ScriptedExchange();
  private final List<String> asked = new ArrayList<>();
  private Optional<Credential> login = Optional.of(new Credential("user", "one"));
  private Optional<Credential> renewed = Optional.empty();
  private Authentication authentication = new Authentication(host(), address(), next, logins());

  @BeforeEach
  void start() {
    authentication = new Authentication(host(), address(), next, logins());
  }

  @Test
  void asksForNoLoginWhereTheRegistryDoesNot() throws Exception {
    next.answers(200, "").answers(403, "").answers(404, "");

    for (int status : new int[] {200, 403, 404}) {
      assertThat(authentication.send(TAG).status()).isEqualTo(status);
    }
    assertThat(next.sent("Authorization")).containsOnly("none");
    assertThat(asked).isEmpty();
  }

  @Test
  void showsThePasswordThatTheRegistryAsksForFromThenOn() throws Exception {
    next.answers(401, "", "www-authenticate", "Basic realm=\"r\"")
        .answers(200, "")
        .answers(200, "");

    authentication.send(TAG);
    authentication.send(TAG);

    assertThat(next.sent("Authorization")).containsExactly("none", basic("one"), basic("one"));
    assertThat(asked).containsExactly("find r.test");
    assertThat(next.closed).isOne();
  }

  @Test
  void takesARefusalWithoutAWordForBasic() throws Exception {
    next.answers(401, "").answers(200, "");

    authentication.send(TAG);

    assertThat(next.sent("Authorization")).containsExactly("none", basic("one"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"https://auth.test/token\", Basic realm=\"r\"",
        "Basic realm=\"r\", Bearer realm=\"https://auth.test/token\"",
        "Negotiate|Basic realm=\"r\"|Bearer realm=\"https://auth.test/token\"",
        "Bearer realm=\"/relative\", Basic realm=\"r\"|Bearer realm=\"https://auth.test/token\"",
      })
  void takesATokenBeforeAPasswordWhateverElseIsOffered(String challenges) throws Exception {
    next.answers(401, "", challenges(challenges))
        .answers(200, "{\"token\":\"t1\"}")
        .answers(200, "");

    assertThat(authentication.send(TAG).status()).isEqualTo(200);
    assertThat(next.sent("Authorization")).containsExactly("none", basic("one"), "Bearer t1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"/relative\", Basic realm=\"r\"",
        "Bearer service=\"r\"|Basic realm=\"r\"",
        "Basic realm=\"r\"|Bearer realm=\"file:///etc/passwd\"",
        "Negotiate, Digest realm=\"r\"|Basic realm=\"r\"",
      })
  void showsThePasswordWhereNoTokenIsToBeHad(String challenges) throws Exception {
    next.answers(401, "", challenges(challenges)).answers(200, "");

    assertThat(authentication.send(TAG).status()).isEqualTo(200);
    assertThat(next.sent("Authorization")).containsExactly("none", basic("one"));
  }

  /** It is for a token service, and the registry would say that the password is wrong. */
  @Test
  void showsNoRefreshTokenAsAPassword() throws Exception {
    login = Optional.of(Credential.ofRefreshToken("refresh"));
    next.answers(401, "", challenges("Basic realm=\"r\""));

    assertThat(authentication.send(TAG).status()).isEqualTo(401);
    assertThat(next.sent("Authorization")).containsExactly("none");
  }

  @Test
  void saysWhatIsWrongWithTheOnlyWayToAToken() {
    next.answers(401, "", challenges("Bearer realm=\"ftp://auth.test/\", Negotiate"));

    assertThatThrownBy(() -> authentication.send(TAG))
        .hasMessageStartingWith(
            "The registry 'r.test' names 'ftp://auth.test/' as its token service, which is not an HTTP address.");
    assertThat(next.abandoned).isOne();
  }

  @Test
  void saysThatNoneOfTheWaysIsKnown() {
    next.answers(401, "", challenges("Negotiate|Digest realm=\"r\""));

    assertThatThrownBy(() -> authentication.send(TAG))
        .hasMessage(
            "The registry 'r.test' asks for a login by 'negotiate', and only 'Basic' and 'Bearer' are known here. Have the registry, or what is before it, offer one of these.");
    assertThat(next.sent("Authorization")).containsExactly("none");
  }

  @Test
  void leavesTheRefusalWhereThereIsNoLogin() throws Exception {
    login = Optional.empty();
    next.answers(401, "");

    assertThat(authentication.send(TAG).status()).isEqualTo(401);
    assertThat(next.closed).isZero();
  }

  @Test
  void leavesTheRefusalOfAPassword() throws Exception {
    next.answers(401, "").answers(401, "no");

    assertThat(authentication.send(TAG).bytes()).asString().isEqualTo("no");
  }

  @Test
  void fetchesATokenForAllThatIsWanted() throws Exception {
    authentication.require("repository:orders:pull,push");
    authentication.require("repository:lambda/java:pull");
    next.answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t1\"}")
        .answers(200, "")
        .answers(200, "");

    authentication.send(TAG);
    authentication.send(TAG);

    assertThat(next.asked().get(1))
        .isEqualTo(
            "GET https://auth.test/token?service=r.test&scope=repository%3Alambda%2Fjava%3Apull&scope=repository%3Aorders%3Apull%2Cpush");
    assertThat(next.sent("Authorization"))
        .containsExactly("none", basic("one"), "Bearer t1", "Bearer t1");
  }

  @Test
  void fetchesAnotherTokenForWhatWasNotWantedBefore() throws Exception {
    authentication.require("a");
    next.answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t1\"}")
        .answers(200, "")
        .answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t2\"}")
        .answers(200, "");
    authentication.send(TAG);

    authentication.require("a");
    authentication.require("b");
    authentication.send(TAG);

    assertThat(next.asked().get(4)).endsWith("?service=r.test&scope=a&scope=b");
    assertThat(next.sent("Authorization").subList(3, 6))
        .containsExactly("none", basic("one"), "Bearer t2");
  }

  @Test
  void keepsATokenForWhatWasWantedBefore() throws Exception {
    authentication.require("a");
    next.answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t1\"}")
        .answers(200, "")
        .answers(200, "");
    authentication.send(TAG);

    authentication.require("a");
    authentication.send(TAG);

    assertThat(next.sent("Authorization")).endsWith("Bearer t1", "Bearer t1");
  }

  @Test
  void keepsAPasswordWhateverIsWanted() throws Exception {
    next.answers(401, "").answers(200, "").answers(200, "");
    authentication.send(TAG);

    authentication.require("b");
    authentication.send(TAG);

    assertThat(next.sent("Authorization")).endsWith(basic("one"), basic("one"));
  }

  @Test
  void fetchesATokenInThePlaceOfOneThatRanOut() throws Exception {
    next.answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t1\"}")
        .answers(200, "")
        .answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t2\"}")
        .answers(200, "");

    authentication.send(TAG);
    authentication.send(TAG);

    assertThat(next.sent("Authorization").subList(3, 6))
        .containsExactly("Bearer t1", basic("one"), "Bearer t2");
    assertThat(asked).doesNotContain("renew one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s3.test/blob",
        "https://r.test:8443/v2/",
        "http://r.test/v2/",
        "https://r.test.evil/v2/"
      })
  void showsNothingToOthers(String other) throws Exception {
    logIn();
    next.answers(401, "", "WWW-Authenticate", "Basic");

    Response response = authentication.send(Request.get(URI.create(other)));

    assertThat(response.status()).isEqualTo(401);
    assertThat(next.sent("Authorization")).last().isEqualTo("none");
  }

  @Test
  void showsThePasswordToItsOwnWithThePortWrittenOut() throws Exception {
    logIn();
    next.answers(200, "");

    authentication.send(Request.get(URI.create("https://R.test:443/v2/orders")));

    assertThat(next.sent("Authorization")).last().isEqualTo(basic("one"));
  }

  @Test
  void renewsAPasswordThatIsRefusedWith401() throws Exception {
    logIn();
    renewed = Optional.of(new Credential("user", "two"));
    next.answers(401, "", "WWW-Authenticate", "Basic").answers(200, "");

    assertThat(authentication.send(TAG).status()).isEqualTo(200);
    assertThat(next.sent("Authorization")).endsWith(basic("one"), basic("two"));
  }

  @Test
  void triesThePasswordAgainWhereThereIsNoOther() throws Exception {
    logIn();
    next.answers(401, "", "WWW-Authenticate", "Basic").answers(401, "");

    assertThat(authentication.send(TAG).status()).isEqualTo(401);
    assertThat(asked).endsWith("find r.test", "renew one");
  }

  @Test
  void renewsAPasswordOnDemand() throws Exception {
    logIn();
    renewed = Optional.of(new Credential("user", "two"));
    next.answers(403, "").answers(200, "");

    assertThat(authentication.renew(authentication.send(TAG))).isTrue();
    authentication.send(TAG);

    assertThat(next.sent("Authorization")).last().isEqualTo(basic("two"));
    assertThat(asked).last().isEqualTo("renew one");
  }

  @Test
  void renewsAPasswordOnceForAllThatItIsRefusedTo() throws Exception {
    logIn();
    renewed = Optional.of(new Credential("user", "two"));
    next.answers(403, "").answers(403, "");
    Response one = authentication.send(TAG);
    Response other = authentication.send(TAG);

    assertThat(authentication.renew(one)).isTrue();
    assertThat(authentication.renew(other)).isTrue();
    assertThat(asked).filteredOn(line -> line.startsWith("renew")).hasSize(1);
  }

  @Test
  void logsInWhereARegistrySays403ToWhomItDoesNotKnow() throws Exception {
    next.answers(403, "").answers(200, "");

    assertThat(authentication.renew(authentication.send(TAG))).isTrue();
    authentication.send(TAG);

    assertThat(next.sent("Authorization")).last().isEqualTo(basic("one"));
    assertThat(asked).containsExactly("find r.test");
  }

  @Test
  void doesNotPretendToHaveRenewedAnything() throws Exception {
    logIn();
    next.answers(403, "");
    assertThat(authentication.renew(authentication.send(TAG))).isFalse();
    assertThat(asked).last().isEqualTo("renew one");
  }

  @Test
  void renewsNothingForTheRefusalOfAnother() throws Exception {
    logIn();
    renewed = Optional.of(new Credential("user", "two"));
    next.answers(403, "");

    Response refusal = authentication.send(Request.get(URI.create("https://s3.test/blob")));

    assertThat(authentication.renew(refusal)).isFalse();
    assertThat(asked).containsExactly("find r.test");
  }

  @Test
  void renewsNoPasswordWhereATokenIsRefused() throws Exception {
    renewed = Optional.of(new Credential("user", "two"));
    next.answers(401, "", "WWW-Authenticate", BEARER)
        .answers(200, "{\"token\":\"t1\"}")
        .answers(403, "");

    assertThat(authentication.renew(authentication.send(TAG))).isFalse();
    assertThat(asked).containsExactly("find r.test");
  }

  @Test
  void takesWhatAnotherThreadHasFound() throws Exception {
    // While this request is under way, another one is asked for the login, and gets in.
    Exchange both =
        request -> {
          if (next.requests.isEmpty()) {
            next.answers(401, "").answers(401, "").answers(200, "").answers(200, "");
            Response refusal = next.send(request);
            authentication.send(TAG);
            return refusal;
          }
          return next.send(request);
        };
    authentication = new Authentication(host(), address(), both, logins());

    assertThat(authentication.send(TAG).status()).isEqualTo(200);
    assertThat(asked).containsExactly("find r.test");
    assertThat(next.sent("Authorization"))
        .containsExactly("none", "none", basic("one"), basic("one"));
  }

  @Test
  void saysThatTheTokenServiceRefuses() {
    next.answers(401, "", "WWW-Authenticate", BEARER).refuses(401, "UNAUTHORIZED", "who?");

    assertThatThrownBy(() -> authentication.send(TAG))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("GET https://auth.test/token: 401 (UNAUTHORIZED: who?).")
        .hasMessageContaining("<id>" + host() + "</id>")
        .hasMessageNotContaining("login auth.test");
  }

  private void logIn() throws Exception {
    next.answers(401, "", "WWW-Authenticate", "Basic").answers(200, "");
    authentication.send(TAG);
  }

  /** Header lines, of which each may have several challenges. */
  private static String[] challenges(String lines) {
    List<String> headers = new ArrayList<>();
    for (String line : lines.split("[|]", -1)) {
      headers.addAll(List.of("WWW-Authenticate", line));
    }
    return headers.toArray(String[]::new);
  }

  private static String basic(String password) {
    return new Credential("user", password).basic();
  }

  private static RegistryHost host() {
    return RegistryHost.of(TAG.uri());
  }

  private RegistryAddress address() {
    return new RegistryAddress(host(), false, next, new RetryPolicy(pause -> {}));
  }

  private Credentials logins() {
    return new Credentials() {
      @Override
      public Optional<Credential> find(RegistryHost registry) {
        asked.add("find " + registry);
        return login;
      }

      @Override
      public Optional<Credential> renew(RegistryHost registry, Credential refused) {
        asked.add("renew " + refused.password());
        return renewed;
      }
    };
  }
}
