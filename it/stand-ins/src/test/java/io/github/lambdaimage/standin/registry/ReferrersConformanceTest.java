package io.github.lambdaimage.standin.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of OCI's distribution specification 1.1 for a registry that lists referrers ("Listing
 * Referrers", "Pushing Manifests with Subject"), one by one: what a client is tested with has to
 * keep them. The client's own rules are in the plugin's {@code AttachingTest}.
 */
class ReferrersConformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String EMPTY = Sha256.of("{}".getBytes(UTF_8));
  private static final String SUBJECT = Sha256.of("an image".getBytes(UTF_8));

  private final RegistryServer server = RegistryServer.builder().referrersPerPage(2).start();
  private final Client client = new Client(server);

  @BeforeEach
  void putTheEmptyConfig() {
    server.repository("a").putBlob("{}".getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aManifestWhoseSubjectIsNotThereMustBeAccepted() throws IOException {
    assertThat(put(manifest("\"artifactType\":\"a/b\",")).statusCode()).isEqualTo(201);
  }

  @Test
  void whoeverProcessesTheSubjectMustSaySoInOciSubject() throws IOException {
    assertThat(put(manifest("")).headers().firstValue("OCI-Subject")).hasValue(SUBJECT);
    assertThat(put(manifest("").replaceFirst(",\"subject\":\\{.*}}$", "}")).headers().map())
        .doesNotContainKey("oci-subject");
  }

  @Test
  void aListMustBeAnImageIndexWithStatus200() throws IOException {
    String digest = digest(put(manifest("")));

    HttpResponse<String> list = list("");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.headers().firstValue("Content-Type")).hasValue(INDEX);
    JsonNode index = JSON.readTree(list.body());
    assertThat(index.get("schemaVersion").asInt()).isEqualTo(2);
    assertThat(index.get("mediaType").asText()).isEqualTo(INDEX);
    assertThat(index.at("/manifests/0/digest").asText()).isEqualTo(digest);
    assertThat(index.at("/manifests/0/mediaType").asText()).isEqualTo(OCI);
    assertThat(index.at("/manifests/0/size").asInt()).isEqualTo(manifest("").length());
  }

  @Test
  void whereNothingBelongsToTheDigestTheListMustBeEmptyAndNot404() throws IOException {
    HttpResponse<String> list = list("");

    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(list.body()).get("manifests")).isEmpty();
  }

  @Test
  void anotherRepositoryMustNotBeInTheList() throws IOException {
    server.repository("b").putBlob("{}".getBytes(UTF_8));
    assertThat(put(manifest("")).statusCode()).isEqualTo(201);

    assertThat(JSON.readTree(client.get("/v2/b/referrers/" + SUBJECT).body()).get("manifests"))
        .isEmpty();
  }

  @Test
  void anInvalidDigestMustBeRefusedWith400() throws IOException {
    assertThat(client.get("/v2/a/referrers/sha256:1").statusCode()).isEqualTo(400);
  }

  @Test
  void theArtifactTypeMustBeTheManifestsOrElseThatOfItsConfig() throws IOException {
    put(manifest("\"artifactType\":\"a/own\","));
    assertThat(types(list(""))).containsExactly("a/own");

    put(manifest(""));
    assertThat(types(list(""))).containsExactlyInAnyOrder("a/own", "a/config");
  }

  @Test
  void annotationsMustBeInTheList() throws IOException {
    put(manifest("\"annotations\":{\"org.example.by\":\"us\"},"));

    assertThat(
            JSON.readTree(list("").body()).at("/manifests/0/annotations/org.example.by").asText())
        .isEqualTo("us");
  }

  @Test
  void aFilterThatIsAppliedMustBeNamedAndHoldForEachPage() throws IOException {
    for (int i = 0; i < 3; i++) {
      put(manifest("\"annotations\":{\"n\":\"%s\"},\"artifactType\":\"a/one\",".formatted(i)));
      put(manifest("\"annotations\":{\"n\":\"%s\"},\"artifactType\":\"a/two\",".formatted(i)));
    }

    HttpResponse<String> page = list("?artifactType=a%2Ftwo");
    List<String> types = new ArrayList<>(types(page));
    assertThat(page.headers().firstValue("OCI-Filters-Applied")).hasValue("artifactType");
    page = client.get(next(page));
    assertThat(page.headers().firstValue("OCI-Filters-Applied")).hasValue("artifactType");
    types.addAll(types(page));
    assertThat(types).containsExactly("a/two", "a/two", "a/two");
    assertThat(page.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void aListThatGoesOnMustHaveALinkToItsNextPage() throws IOException {
    List<String> put = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      put.add(digest(put(manifest("\"annotations\":{\"n\":\"%s\"},".formatted(i)))));
    }

    List<String> listed = new ArrayList<>();
    HttpResponse<String> page = list("");
    listed.addAll(digests(page));
    while (page.headers().firstValue("Link").isPresent()) {
      page = client.get(next(page));
      listed.addAll(digests(page));
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(put);
  }

  @Test
  void aRegistryWithoutTheListMustAnswer404AndLeaveOciSubjectOut() throws IOException {
    try (RegistryServer old = RegistryServer.builder().withoutReferrers().start()) {
      Client other = new Client(old);
      old.repository("a").putBlob("{}".getBytes(UTF_8));

      HttpResponse<String> put = put(other, manifest(""));
      assertThat(put.statusCode()).isEqualTo(201);
      assertThat(put.headers().map()).doesNotContainKey("oci-subject");
      assertThat(other.get("/v2/a/referrers/" + SUBJECT).statusCode()).isEqualTo(404);
    }
  }

  private HttpResponse<String> put(String json) throws IOException {
    return put(client, json);
  }

  private static HttpResponse<String> put(Client client, String json) throws IOException {
    String path = "/v2/a/manifests/" + Sha256.of(json.getBytes(UTF_8));
    return client.send("PUT", path, json, "Content-Type", OCI);
  }

  private static String digest(HttpResponse<String> put) {
    return put.headers().firstValue("Docker-Content-Digest").orElseThrow();
  }

  private HttpResponse<String> list(String query) throws IOException {
    return client.get("/v2/a/referrers/" + SUBJECT + query);
  }

  private static List<String> types(HttpResponse<String> list) throws IOException {
    return JSON.readTree(list.body()).findValuesAsText("artifactType");
  }

  private static List<String> digests(HttpResponse<String> list) throws IOException {
    return JSON.readTree(list.body()).findValuesAsText("digest");
  }

  private static String next(HttpResponse<String> page) {
    String link = page.headers().firstValue("Link").orElseThrow();
    assertThat(link).endsWith("; rel=\"next\"");
    return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
  }

  /** With an empty config, and what else it is to say in front. */
  private static String manifest(String more) {
    return """
        {"schemaVersion":2,"mediaType":"%s",%s"config":{"mediaType":"a/config","digest":"%s","size":2},\
        "layers":[],"subject":{"mediaType":"%s","digest":"%s","size":8}}"""
        .formatted(OCI, more, EMPTY, OCI, SUBJECT);
  }
}
