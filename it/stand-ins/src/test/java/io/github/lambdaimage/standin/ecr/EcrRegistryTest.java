package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.standin.registry.Client;
import io.github.lambdaimage.standin.registry.Repository;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcrRegistryTest {

  private final EcrServer server = EcrServer.builder().mountsOnlyWhatManifestsName().start();
  private final ApiClient api = new ApiClient(server);
  private final Client client = new Client(server.registry());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void withoutATokenItAsksForOne() throws IOException {
    HttpResponse<String> response = client.get("/v2/");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue(
            "Basic realm=\"https://%s/\",service=\"ecr.amazonaws.com\""
                .formatted(server.registry().authority()));
    assertThat(client.get("/v2/", "Authorization", api.authorization()).statusCode())
        .isEqualTo(200);
    assertThat(client.get("/v2/", "Authorization", "Basic QVdTOm5vbmU=").statusCode())
        .isEqualTo(403);
  }

  @Test
  void anExpiredTokenIsDenied() throws IOException {
    String old = api.authorization();
    server.expireTokens();
    HttpResponse<String> response = client.get("/v2/", "Authorization", old);
    assertError(
        response,
        403,
        "DENIED",
        "Your authorization token has expired. Reauthenticate and try again.");
    HttpResponse<String> head = client.send("HEAD", "/v2/", "", "Authorization", old);
    assertThat(head.statusCode()).isEqualTo(403);
    assertThat(head.body()).isEmpty();
    assertThat(client.get("/v2/", "Authorization", api.authorization()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"GET,manifests/1.0", "POST,blobs/uploads/", "GET,tags/list", "PUT,manifests/1.0"})
  void aRepositoryHasToBeCreatedFirst(String method, String path) throws IOException {
    assertError(
        client.send(method, "/v2/shop/orders/" + path, "", "Authorization", api.authorization()),
        404,
        "NAME_UNKNOWN",
        "The repository with name 'shop/orders' does not exist in the registry with id '123456789012'");
  }

  @ParameterizedTest
  @CsvSource({
    "shop, shop/orders, true",
    "shop, shop/eu/orders, true",
    "shop, shopping/orders, false",
    "shop, orders, false",
    "ROOT, orders, true",
  })
  void aTemplateCreatesTheRepositoryOfAPush(String prefix, String name, boolean created)
      throws IOException {
    try (EcrServer templated = EcrServer.builder().createsOnPush(prefix, "IMMUTABLE").start()) {
      Client own = new Client(templated.registry());
      String authorization = new ApiClient(templated).authorization();
      String path = "/v2/" + name + "/";
      assertThat(own.get(path + "manifests/1.0", "Authorization", authorization).body())
          .contains("NAME_UNKNOWN");
      assertThat(
              own.send("POST", path + "blobs/uploads/", "", "Authorization", authorization)
                  .statusCode())
          .isEqualTo(created ? 202 : 404);
      assertThat(templated.repositories()).hasSize(created ? 1 : 0);
      if (created) {
        assertThat(templated.repository(name).tagMutability()).isEqualTo("IMMUTABLE");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IMMUTABLE,,1.0,true",
    "MUTABLE,,1.0,false",
    "IMMUTABLE_WITH_EXCLUSION,dev-*,1.0,true",
    "IMMUTABLE_WITH_EXCLUSION,dev-*,dev-1.0,false",
    "IMMUTABLE_WITH_EXCLUSION,dev.*,dev-1.0,true",
    "MUTABLE_WITH_EXCLUSION,*.0,1.0,true",
    "MUTABLE_WITH_EXCLUSION,*.0,1.1,false"
  })
  void aTagIsAsMutableAsItsRepositorySays(
      String mutability, String filter, String tag, boolean immutable) throws IOException {
    Repository orders =
        filter == null
            ? server.createRepository("orders", mutability)
            : server.createRepository("orders", mutability, filter);
    String manifest = manifest(orders);
    String authorization = api.authorization();
    assertThat(put(manifest, tag, authorization).statusCode()).isEqualTo(201);

    HttpResponse<String> again = put(manifest, tag, authorization);
    if (immutable) {
      assertError(
          again,
          400,
          "TAG_INVALID",
          "The image tag '%s' already exists in the 'orders' repository and cannot be overwritten because the tag is immutable."
              .formatted(tag));
    } else {
      assertThat(again.statusCode()).isEqualTo(201);
    }
  }

  @Test
  void aBlobIsMountedOnceAManifestNamesIt() throws IOException {
    Repository from = server.createRepository("from");
    server.createRepository("to");
    String manifest = manifest(from);
    String mount = "/v2/to/blobs/uploads/?from=from&mount=" + from.blobs().iterator().next();
    String authorization = api.authorization();
    assertThat(client.send("POST", mount, "", "Authorization", authorization).statusCode())
        .isEqualTo(202);

    from.putManifest("1.0", Client.MANIFEST, manifest.getBytes(UTF_8));
    assertThat(client.send("POST", mount, "", "Authorization", authorization).statusCode())
        .isEqualTo(201);
  }

  private HttpResponse<String> put(String manifest, String tag, String authorization)
      throws IOException {
    return client.putManifest("orders", tag, manifest, "Authorization", authorization);
  }

  private static String manifest(Repository repository) {
    String config = repository.putBlob("{}".getBytes(UTF_8));
    return "{\"config\":{\"digest\":\"" + config + "\"}}";
  }

  private static void assertError(
      HttpResponse<String> response, int status, String code, String message) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body())
        .isEqualTo("{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
  }
}
