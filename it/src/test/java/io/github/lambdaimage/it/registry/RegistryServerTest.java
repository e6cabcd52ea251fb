package io.github.lambdaimage.it.registry;

import static io.github.lambdaimage.it.registry.Client.location;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryServerTest {

  private static final String BLOB = "some bytes";
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
