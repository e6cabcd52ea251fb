package io.github.lambdaimage.standin.registry;

import static io.github.lambdaimage.standin.registry.Client.location;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryServerTest {

  private static final String BLOB = "some bytes";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String DIGEST = Sha256.of(BLOB.getBytes(UTF_8));

  private final RegistryServer server = RegistryServer.start();
  private final Client client = new Client(server);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anUploadedBlobIsThereInItsRepositoryAlone() throws IOException {
    String upload = client.startUpload("a/b");
    assertThat(client.send("PUT", upload + "&digest=" + DIGEST, BLOB).statusCode()).isEqualTo(201);

    HttpResponse<String> head = client.send("HEAD", "/v2/a/b/blobs/" + DIGEST, "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("10");
    assertThat(client.get("/v2/a/b/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    assertThat(client.get("/v2/other/blobs/" + DIGEST).statusCode()).isEqualTo(404);
  }

  @Test
  void aBlobCanBeUploadedInChunks() throws IOException {
    String upload = client.startUpload("a");
    upload = location(client.send("PATCH", upload, "some "));
    upload = location(client.send("PATCH", upload, "bytes", "Content-Range", "5-9"));
    assertThat(client.send("PATCH", upload, "x", "Content-Range", "0-0").statusCode())
        .isEqualTo(416);
    assertThat(client.send("PUT", upload + "&digest=" + DIGEST, "").statusCode()).isEqualTo(201);
  }

  @Test
  void aPartOfABlobCanBeRead() throws IOException {
    server.repository("a").putBlob(BLOB.getBytes(UTF_8));
    HttpResponse<String> part = client.get("/v2/a/blobs/" + DIGEST, "Range", "bytes=5-");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("bytes");
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 5-9/10");
  }

  @Test
  void anUploadEndsWithItsFirstPut() throws IOException {
    String upload = client.startUpload("a");
    assertError(client.send("PUT", upload + "&digest=" + DIGEST, "other"), 400, "DIGEST_INVALID");
    assertError(client.send("PUT", upload + "&digest=" + DIGEST, BLOB), 404, "BLOB_UPLOAD_UNKNOWN");
    assertThat(server.repository("a").blobs()).isEmpty();
  }

  @Test
  void aBlobIsMountedFromARepositoryThatHasIt() throws IOException {
    server.repository("from").putBlob(BLOB.getBytes(UTF_8));
    String mount = "/v2/to/blobs/uploads/?mount=" + DIGEST + "&from=";
    assertThat(client.send("POST", mount + "elsewhere", "").statusCode()).isEqualTo(202);
    assertThat(client.send("POST", mount + "from", "").statusCode()).isEqualTo(201);
    assertThat(server.repository("to").blobs()).containsExactly(DIGEST);
  }

  @Test
  void aManifestNeedsItsBlobsAndKeepsItsMediaType() throws IOException {
    String json = "{\"config\":{\"digest\":\"" + DIGEST + "\"},\"layers\":[]}";
    assertError(client.putManifest("a", "1", json), 400, "MANIFEST_BLOB_UNKNOWN");

    server.repository("a").putBlob(BLOB.getBytes(UTF_8));
    assertThat(client.putManifest("a", "1", json).statusCode()).isEqualTo(201);

    HttpResponse<String> byTag = client.get("/v2/a/manifests/1", "Accept", Client.MANIFEST);
    assertThat(byTag.body()).isEqualTo(json);
    assertThat(byTag.headers().firstValue("Content-Type")).hasValue(Client.MANIFEST);
    assertThat(client.get("/v2/a/tags/list").body()).isEqualTo("{\"name\":\"a\",\"tags\":[\"1\"]}");
    String digest = byTag.headers().firstValue("Docker-Content-Digest").orElseThrow();
    assertThat(client.get("/v2/a/manifests/" + digest).body()).isEqualTo(json);
    assertError(
        client.get("/v2/a/manifests/1", "Accept", "application/json"), 404, "MANIFEST_UNKNOWN");
    assertError(client.putManifest("a", DIGEST, json), 400, "DIGEST_INVALID");
  }

  @Test
  void whatBelongsToAnImageIsListed() throws IOException {
    server.repository("a").putBlob(BLOB.getBytes(UTF_8));
    String one = putReferrer("one");
    String two = putReferrer("two");

    HttpResponse<String> all = client.get("/v2/a/referrers/" + DIGEST);
    assertThat(all.headers().firstValue("Content-Type")).hasValue(INDEX);
    assertThat(all.headers().firstValue("Link")).isEmpty();
    assertThat(all.body()).contains(one, two, "\"artifactType\":\"a/one\"");
    HttpResponse<String> filtered =
        client.get("/v2/a/referrers/" + DIGEST + "?artifactType=a%2Ftwo");
    assertThat(filtered.headers().firstValue("OCI-Filters-Applied")).hasValue("artifactType");
    assertThat(filtered.body()).contains(two).doesNotContain(one);
    assertThat(client.get("/v2/a/referrers/" + Sha256.of(new byte[0])).body())
        .endsWith("\"manifests\":[]}");
    assertError(client.get("/v2/a/referrers/1.0"), 400, "DIGEST_INVALID");
  }

  @Test
  void aLongListHasPages() throws IOException {
    try (RegistryServer small = RegistryServer.builder().referrersPerPage(2).start()) {
      Client other = new Client(small);
      small.repository("a").putBlob(BLOB.getBytes(UTF_8));
      for (int i = 0; i < 3; i++) {
        other.putManifest("a", String.valueOf(i), referrer("n" + i));
      }

      HttpResponse<String> first = other.get("/v2/a/referrers/" + DIGEST);
      String link = first.headers().firstValue("Link").orElseThrow();
      HttpResponse<String> second =
          other.get(link.substring(link.indexOf('<') + 1, link.indexOf('>')));

      assertThat(link).endsWith("; rel=\"next\"");
      assertThat(first.body().split("artifactType", -1)).hasSize(3);
      assertThat(second.body().split("artifactType", -1)).hasSize(2);
      assertThat(second.headers().firstValue("Link")).isEmpty();
    }
  }

  @Test
  void anOlderRegistryListsNothing() throws IOException {
    try (RegistryServer old = RegistryServer.builder().withoutReferrers().start()) {
      Client other = new Client(old);
      old.repository("a").putBlob(BLOB.getBytes(UTF_8));

      assertThat(other.putManifest("a", "1", referrer("one")).headers().map())
          .doesNotContainKey("oci-subject");
      assertError(other.get("/v2/a/referrers/" + DIGEST), 404, "UNSUPPORTED");
    }
  }

  private String putReferrer(String name) throws IOException {
    HttpResponse<String> put = client.putManifest("a", name, referrer(name));
    assertThat(put.headers().firstValue("OCI-Subject")).hasValue(DIGEST);
    return put.headers().firstValue("Docker-Content-Digest").orElseThrow();
  }

  private static String referrer(String name) {
    return "{\"artifactType\":\"a/%s\",\"config\":{\"digest\":\"%s\"},\"layers\":[],\"subject\":{\"digest\":\"%s\"}}"
        .formatted(name, DIGEST, DIGEST);
  }

  @Test
  void everyRequestIsRecorded() throws IOException {
    String upload = client.startUpload("a");
    client.send("PUT", upload + "&digest=" + DIGEST, BLOB);
    assertThat(server.requests("PUT", "/v2/a/blobs/uploads/.*"))
        .singleElement()
        .satisfies(put -> assertThat(put.status()).isEqualTo(201))
        .satisfies(put -> assertThat(put.bytesReceived()).isEqualTo(10));
    assertThat(server.bytesReceived()).isEqualTo(10);

    server.forgetRequests();
    assertThat(server.requests()).isEmpty();
  }

  private static void assertError(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"errors\":[{\"code\":\"" + code + "\"");
  }
}
