package io.github.lambdaimage.standin.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class KindsOfRegistryTest {

  private static final Credentials KNOWN = new Credentials("user", "secret");

  @Test
  void basicAuthDemandsThePassword() throws IOException {
    try (RegistryServer server = RegistryServer.builder().basicAuth("user", "secret").start()) {
      Client client = new Client(server);
      assertThat(challenge(client.get("/v2/"))).isEqualTo("Basic realm=\"registry\"");
      assertThat(client.get("/v2/", "Authorization", KNOWN.basic()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void bearerAuthDemandsATokenForTheRepository() throws IOException {
    try (RegistryServer server = RegistryServer.builder().bearerAuth("user", "secret").start()) {
      Client client = new Client(server);
      String upload = "/v2/a/blobs/uploads/";
      String challenge = challenge(client.send("POST", upload + "?mount=x&from=b", ""));
      assertThat(challenge)
          .isEqualTo(
              "Bearer realm=\"%s/token\",service=\"registry\",".formatted(server.uri())
                  + "scope=\"repository:a:pull,push repository:b:pull\"");

      assertThat(client.get("/token?scope=repository:a:pull").statusCode()).isEqualTo(401);
      String pull = token(client, "repository:a:pull", "Authorization", KNOWN.basic());
      assertThat(challenge(client.send("POST", upload, "", "Authorization", pull)))
          .endsWith("error=\"insufficient_scope\"");
      String push = token(client, "repository:a:pull,push", "Authorization", KNOWN.basic());
      assertThat(client.send("POST", upload, "", "Authorization", push).statusCode())
          .isEqualTo(202);

      server.expireTokens();
      assertThat(challenge(client.send("POST", upload, "", "Authorization", push)))
          .endsWith("error=\"invalid_token\"");
    }
  }

  @Test
  void tokensCanBeIssuedElsewhere() throws IOException {
    try (RegistryServer server =
        RegistryServer.builder().bearerAuthElsewhere("user", "secret").start()) {
      Client client = new Client(server);
      Matcher realm =
          Pattern.compile("realm=\"(http://localhost:\\d+)/token\"")
              .matcher(challenge(client.get("/v2/")));
      assertThat(realm.find()).isTrue();
      assertThat(realm.group(1)).doesNotEndWith(":" + server.address().getPort());

      Client issuer = new Client(URI.create(realm.group(1)));
      String token = token(issuer, "repository:a:pull", "Authorization", KNOWN.basic());
      assertThat(client.get("/v2/", "Authorization", token).statusCode()).isEqualTo(200);
      assertThat(issuer.get("/token").statusCode()).isEqualTo(401);
      assertThat(client.get("/token").statusCode()).isEqualTo(401);
      assertThat(server.tokenRequests()).hasSize(2);
    }
  }

  @Test
  void anonymousTokensOnlyPull() throws IOException {
    try (RegistryServer server =
        RegistryServer.builder().bearerAuthAndAnonymousPull("user", "secret").start()) {
      Client client = new Client(server);
      String token = token(client, "repository:a:pull,push");
      String path = "/v2/a/manifests/1";
      assertThat(client.get(path, "Authorization", token).statusCode()).isEqualTo(404);
      assertThat(client.send("PUT", path, "{}", "Authorization", token).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void anImmutableTagIsRefusedEvenForTheSameDigest() throws IOException {
    try (RegistryServer server = RegistryServer.builder().immutableTags().start()) {
      String config = server.repository("a").putBlob("{}".getBytes(UTF_8));
      String json = "{\"config\":{\"digest\":\"" + config + "\"}}";
      Client client = new Client(server);
      assertThat(client.putManifest("a", "1", json).statusCode()).isEqualTo(201);
      HttpResponse<String> again = client.putManifest("a", "1", json);
      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(again.body()).contains("TAG_INVALID", "cannot be overwritten");
    }
  }

  @Test
  void withoutMountingEveryMountBecomesAnUpload() throws IOException {
    try (RegistryServer server = RegistryServer.builder().mounting(false).start()) {
      String blob = server.repository("from").putBlob("x".getBytes(UTF_8));
      String mount = "/v2/to/blobs/uploads/?mount=" + blob + "&from=from";
      assertThat(new Client(server).send("POST", mount, "").statusCode()).isEqualTo(202);
    }
  }

  @Test
  void nobodyTrustsTheCertificateByItself() {
    try (RegistryServer server = RegistryServer.builder().tls().start()) {
      assertThat(server.uri()).hasScheme("https");
      assertThat(server.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----\n");
      assertThatThrownBy(() -> new Client(server).get("/v2/"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void anEndpointOfTheTestCanStandBeforeTheRegistry() throws IOException {
    try (RegistryServer server =
        RegistryServer.builder().behind(api -> request -> Response.of(503)).start()) {
      assertThat(new Client(server).get("/v2/").statusCode()).isEqualTo(503);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static String challenge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    return response.headers().firstValue("WWW-Authenticate").orElseThrow();
  }

  private static String token(Client client, String scope, String... headers) throws IOException {
    String json = client.get("/token?service=registry&scope=" + scope, headers).body();
    Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(json);
    assertThat(token.find()).isTrue();
    return "Bearer " + token.group(1);
  }
}
