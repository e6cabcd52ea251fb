package io.github.lambdaimage.standin.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.standin.registry.Client;
import io.github.lambdaimage.standin.registry.RecordedRequest;
import io.github.lambdaimage.standin.registry.RegistryServer;
import io.github.lambdaimage.standin.registry.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

  private static final String BLOB = "x".repeat(1_000_000);
  private static final String DIGEST = Sha256.of(BLOB.getBytes(UTF_8));

  private final Faults faults = new Faults();
  private final RegistryServer server = RegistryServer.builder().behind(faults).start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_MANY_REQUESTS, 429, TOOMANYREQUESTS",
    "INTERNAL_ERROR, 500, INTERNAL_ERROR",
    "BAD_GATEWAY, 502, <h1>502 Bad Gateway</h1>",
    "UNAVAILABLE, 503, UNAVAILABLE",
    "EXPIRED_TOKEN, 403, Your authorization token has expired.",
    "SESSION_GONE, 416, BLOB_UPLOAD_INVALID",
    "SEVERAL_CHALLENGES, 401, UNAUTHORIZED",
    "LOST_BLOB, 404, MANIFEST_BLOB_UNKNOWN"
  })
  void anErrorIsAnsweredInsteadOfAResult(Fault fault, int status, String text) throws IOException {
    faults.at("a", Step.UPLOAD, fault, 1);
    HttpResponse<String> response = upload();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(text);
    assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    assertThat(server.repository("a").blobs()).isEmpty();
    assertThat(faults.strikes("a")).isEqualTo(1);

    assertThat(upload().statusCode()).isEqualTo(201);
    assertThat(faults.strikes("a")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, blobs/sha256:0, BLOB_HEAD, 403",
    "GET, manifests/1.0, TAG_LOOKUP, ecr:BatchGetImage",
    "POST, blobs/uploads/?mount=sha256:0&from=b, MOUNT, ecr:InitiateLayerUpload",
    "POST, blobs/uploads/, UPLOAD_START, ecr:InitiateLayerUpload",
    "PUT, blobs/uploads/1, UPLOAD, ecr:UploadLayerPart",
    "PUT, manifests/1.0, MANIFEST, ecr:PutImage"
  })
  void whatIsDeniedNamesThePermission(String method, String path, Step step, String text)
      throws IOException {
    faults.at("shop/orders", step, Fault.DENIED, Faults.ALWAYS);
    HttpResponse<String> response = new Client(server).send(method, "/v2/shop/orders/" + path, "");
    assertThat(response.statusCode()).isEqualTo(403);
    if (!method.equals("HEAD")) {
      assertThat(response.body())
          .contains("User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ")
          .contains(text + " on resource: ")
          .contains("arn:aws:ecr:eu-central-1:123456789012:repository/shop/orders because");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CUT_BEFORE_BODY, 0, 0",
    "CUT_IN_BODY, 500000, 500000",
    "CUT_AFTER_BODY, 1000000, 1000000"
  })
  void aCutUploadLeavesNothing(Fault fault, long least, long most) throws IOException {
    faults.at("a", Step.UPLOAD, fault, 1);
    assertThatThrownBy(this::upload).isInstanceOf(IOException.class);
    assertThat(server.repository("a").blobs()).isEmpty();
    assertThat(lastUpload().status()).isZero();
    assertThat(lastUpload().bytesReceived()).isBetween(least, most);
    assertThat(upload().statusCode()).isEqualTo(201);
  }

  @Test
  void severalChallengesAreInTwoLines() throws IOException {
    faults.at("a", Step.UPLOAD, Fault.SEVERAL_CHALLENGES, 1);
    assertThat(upload().headers().allValues("WWW-Authenticate"))
        .containsExactly(
            "Bearer realm=\"/token\",service=\"ecr\", Negotiate",
            "Basic realm=\"https://ecr.test/\"");
  }

  @Test
  void anotherSpellingLeadsToTheSamePlace() throws IOException {
    faults.at("a", Step.UPLOAD_START, Fault.OTHER_SPELLING, 1);
    String upload = new Client(server).startUpload("a");
    assertThat(upload).startsWith("HTTP://127.0.0.1:");
    assertThat(new Client(server).send("PUT", upload + "&digest=" + DIGEST, BLOB).statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"EARLY_ANSWER, 503", "TOO_LARGE, 413"})
  void anEarlyAnswerClosesTheConnectionBehindIt(Fault fault, int status) throws IOException {
    faults.at("a", Step.UPLOAD, fault, 1);
    String upload = new Client(server).startUpload("a");
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      String head =
          "PUT %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 99000000\r\n\r\n"
              .formatted(URI.create(upload).getRawPath(), server.authority());
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(new byte[64 * 1024]);
      // Not a byte more, and there is the answer.
      assertThat(
              new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
          .startsWith("HTTP/1.1 " + status);
    }
    assertThat(lastUpload().bytesReceived()).isZero();
    assertThat(upload().statusCode()).isEqualTo(201);
  }

  @Test
  void aLostAnswerIsThatOfARequestThatDidItsWork() {
    faults.at("a", Step.UPLOAD, Fault.LOST_ANSWER, 1);
    assertThatThrownBy(this::upload).isInstanceOf(IOException.class);
    assertThat(server.repository("a").blobs()).containsExactly(DIGEST);
  }

  @Test
  void anAnswerIsCutInItsBody() {
    server.repository("a").putBlob(BLOB.getBytes(UTF_8));
    String manifest = "{\"config\":{\"digest\":\"" + DIGEST + "\"}}";
    server.repository("a").putManifest("1.0", Client.MANIFEST, manifest.getBytes(UTF_8));
    faults.at("a", Step.TAG_LOOKUP, Fault.CUT_IN_BODY, Faults.ALWAYS);
    assertThatThrownBy(() -> new Client(server).get("/v2/a/manifests/1.0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("received: " + manifest.length() / 2);
    assertThat(server.requests("GET", ".*"))
        .allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
  }

  @Test
  void aSlowAnswerComesAfterAll() throws IOException {
    faults.at("a", Step.UPLOAD, Fault.SLOW, 1);
    Instant start = Instant.now();
    assertThat(upload().statusCode()).isEqualTo(201);
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1_499));
  }

  private HttpResponse<String> upload() throws IOException {
    // A client that has a connection already tries again by itself when it breaks.
    String upload = new Client(server).startUpload("a");
    return new Client(server).send("PUT", upload + "&digest=" + DIGEST, BLOB);
  }

  private RecordedRequest lastUpload() {
    return server.requests("PUT", ".*").get(0);
  }
}
