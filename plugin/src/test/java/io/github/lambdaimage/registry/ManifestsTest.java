package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

  private static final byte[] DOCUMENT = "{}".getBytes(UTF_8);
  private static final String DIGEST = Digest.of(DOCUMENT).toString();
  private static final String TAG = "https://r.test/v2/orders/manifests/1.0";

  private final ScriptedExchange next = new ScriptedExchange();
  private final Manifests manifests = new Manifests(next.address(), next.retry(), "orders");

  @Test
  void areFoundByTag() throws Exception {
    next.answers(200, "{}").answers(404, "");

    assertThat(manifests.find("1.0"))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(DOCUMENT));
    assertThat(manifests.find("2.0")).isEmpty();
    assertThat(next.asked())
        .containsExactly("GET " + TAG, "GET https://r.test/v2/orders/manifests/2.0");
    assertThat(next.sent("Accept"))
        .allMatch(accept -> accept.split(", ").length == 4 && accept.contains("index.v1+json"));
  }

  @Test
  void areAskedForByTheirDigestAlone() throws Exception {
    next.answers(200, "", "docker-content-digest", DIGEST).answers(404, "");

    assertThat(manifests.digestOf("1.0")).contains(Digest.of(DOCUMENT));
    assertThat(manifests.digestOf("1.0")).isEmpty();
    assertThat(next.asked()).containsExactly("HEAD " + TAG, "HEAD " + TAG);
  }

  @Test
  void areReadWhereTheRegistryDoesNotSayTheirDigest() throws Exception {
    next.answers(200, "").answers(200, "{}").answers(307, "").answers(200, "{}");

    assertThat(manifests.digestOf("1.0")).contains(Digest.of(DOCUMENT));
    assertThat(manifests.digestOf("1.0")).contains(Digest.of(DOCUMENT));
    assertThat(next.asked())
        .containsExactly("HEAD " + TAG, "GET " + TAG, "HEAD " + TAG, "GET " + TAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "md5:12", "sha256:", "sha256:12", "sha512:00", "\u001b[2J", " "})
  void areReadWhereTheRegistrySaysWhatIsNoDigest(String digest) throws Exception {
    next.answers(200, "", "Docker-Content-Digest", digest).answers(200, "{}");

    assertThat(manifests.digestOf("1.0")).contains(Digest.of(DOCUMENT));
    assertThat(next.asked()).containsExactly("HEAD " + TAG, "GET " + TAG);
  }

  @Test
  void areNotReadBeyondTheirSize() {
    next.answers(200, "{}\n").answers(200, "{}" + " ".repeat(4 * 1024 * 1024));

    assertThatThrownBy(() -> manifests.find(new Descriptor("", Digest.of(DOCUMENT), 2)))
        .hasMessageContaining("with more than 2 bytes, and the manifest has no more.");
    assertThatThrownBy(() -> manifests.find("1.0"))
        .hasMessage(
            "The registry 'r.test' answers 'GET "
                + TAG
                + "' with more than 4194304 bytes, and the manifest has no more. Try again; if it stays, check that it is a registry, and what is before it.");
    assertThat(next.requests).hasSize(2);
  }

  @Test
  void areNotMissingWhereTheRegistryWillNotSay() {
    next.answers(403, "").answers(403, "");

    assertThatThrownBy(() -> manifests.find("1.0")).hasMessageContaining("GET " + TAG + ": 403");
    assertThatThrownBy(() -> manifests.digestOf("1.0"))
        .hasMessageContaining("HEAD " + TAG + ": 403");
  }

  @Test
  void arePut() throws Exception {
    next.answers(201, "");

    manifests.put("1.0", "type", DOCUMENT);

    assertThat(next.asked()).containsExactly("PUT " + TAG);
    assertThat(next.sent("Content-Type")).containsExactly("type");
  }

  @Test
  void arePutAgainWhereTheyDidNotArrive() throws Exception {
    next.fails(new SocketException("reset")).answers(404, "").answers(201, "");

    manifests.put("1.0", "type", DOCUMENT);

    assertThat(next.asked()).containsExactly("PUT " + TAG, "HEAD " + TAG, "PUT " + TAG);
  }

  @Test
  void areNotPutAgainWhereTheyDidArrive() throws Exception {
    next.answers(504, "").answers(200, "", "Docker-Content-Digest", DIGEST);

    manifests.put("1.0", "type", DOCUMENT);

    assertThat(next.asked()).containsExactly("PUT " + TAG, "HEAD " + TAG);
  }

  @Test
  void areAsGoodWhereTheTagNamesThemAlready() throws Exception {
    next.refuses(400, "TAG_INVALID", "immutable").answers(200, "", "Docker-Content-Digest", DIGEST);

    manifests.put("1.0", "type", DOCUMENT);

    assertThat(next.isAtItsEnd()).isTrue();
  }

  @Test
  void areRefusedForOtherReasonsWithoutAQuestion() {
    next.refuses(400, "MANIFEST_INVALID", "no");

    assertThatThrownBy(() -> manifests.put("1.0", "type", DOCUMENT))
        .hasMessage("PUT " + TAG + ": 400 (MANIFEST_INVALID: no).");
  }

  @Test
  void areTriedFiveTimesInAll() {
    for (int i = 0; i < 5; i++) {
      next.answers(503, "");
    }
    // Of which the first puts, and the others do not get beyond the question.
    assertThatThrownBy(() -> manifests.put("1.0", "type", DOCUMENT))
        .hasMessageContaining("HEAD " + TAG + ": 503 (tried 5 times)");
    assertThat(next.requests).hasSize(5);
  }
}
