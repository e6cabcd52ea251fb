package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tag that lists what belongs to an image, as OCI's specification wants it. */
class ReferrersTagTest {

  private static final byte[] IMAGE = "{\"layers\":[]}".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(IMAGE);
  private static final String TAG = "sha256-" + DIGEST.hex();
  private static final Digest OTHER = Digest.of(new byte[1]);
  private static final ArtifactManifest REPORT =
      ArtifactManifest.of(
          Artifact.of(
              "application/vnd.example", "text/plain", "report.txt", "fine".getBytes(UTF_8)),
          Descriptor.of("application/vnd.oci.image.manifest.v1+json", IMAGE));
  private static final String ENTRY =
      "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":%s,\"digest\":\"%s\",\"artifactType\":\"application/vnd.example\"}"
          .formatted(REPORT.bytes().length, REPORT.digest());
  private static final String HEAD =
      "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[";

  private final ScriptedExchange next = new ScriptedExchange();
  private final ReferrersTag tag =
      new ReferrersTag(new Manifests(next.address(), next.retry(), "orders"), DIGEST);

  @Test
  void isMadeOfTheImagesDigest() {
    assertThat(tag.tag()).isEqualTo(TAG);
  }

  @Test
  void namesWhatIsListed() throws Exception {
    next.answers(200, list(OTHER));

    assertThat(tag.digests()).containsExactly(OTHER);
    assertThat(next.asked()).containsExactly("GET https://r.test/v2/orders/manifests/" + TAG);
  }

  @Test
  void namesNothingWhereItIsNotThere() throws Exception {
    next.answers(404, "");

    assertThat(tag.digests()).isEmpty();
  }

  /** GitLab's registry takes the tag for the image's digest where there is no such tag. */
  @Test
  void namesNothingWhereItNamesTheImage() throws Exception {
    next.answers(200, new String(IMAGE, UTF_8)).answers(200, new String(IMAGE, UTF_8));
    next.answers(201, "").answers(200, HEAD + ENTRY + "]}");

    assertThat(tag.digests()).isEmpty();
    tag.add(REPORT);
    assertThat(written()).isEqualTo(HEAD + ENTRY + "]}");
  }

  /** "If the tag returns a 404, the client MUST begin with an empty image index." */
  @Test
  void beginsWithAnEmptyList() throws Exception {
    next.answers(404, "").answers(201, "").answers(200, HEAD + ENTRY + "]}");

    tag.add(REPORT);

    assertThat(next.requests).extracting(Request::method).containsExactly("GET", "PUT", "GET");
    assertThat(next.requests.get(1).headers()).containsEntry("Content-Type", Referrers.INDEX);
    assertThat(written()).isEqualTo(HEAD + ENTRY + "]}");
  }

  /** "Verify the descriptor for the manifest is not already in the referrers list." */
  @Test
  void isNotWrittenWhereItListsTheManifest() throws Exception {
    next.answers(200, list(OTHER, REPORT.digest()));

    tag.add(REPORT);

    assertThat(next.requests).hasSize(1);
  }

  /** "Append a descriptor for the pushed manifest to the manifests in the referrers list." */
  @ParameterizedTest
  @ValueSource(strings = {HEAD, "{\"annotations\":{\"a\":\"b\"},\"manifests\":["})
  void keepsWhatOthersHaveListed(String head) throws Exception {
    String other = "{\"digest\":\"sha512:aa\",\"size\":1,\"unknown\":[true]}";
    next.answers(200, head + other + "]}").answers(201, "");
    next.answers(200, head + other + "," + ENTRY + "]}");

    tag.add(REPORT);

    assertThat(written()).isEqualTo(head + other + "," + ENTRY + "]}");
  }

  /** "If that pull returns a manifest other than the expected image index, report a failure." */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mediaType\":\"text/plain\",\"manifests\":[]}",
        "{\"mediaType\":\"text/plain\",\"layers\":[]}"
      })
  void staysWhereItNamesSomethingElse(String document) {
    next.answers(200, document);

    assertThatThrownBy(() -> tag.add(REPORT))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The tag '%s' is to list what belongs to the image, and names something of the type 'text/plain' instead. Take that tag away if nobody needs it, and push again."
                .formatted(TAG));
    assertThat(next.requests).hasSize(1);
  }

  @Test
  void staysWhereWhatItNamesIsNoListAtAll() {
    next.answers(200, "{\"schemaVersion\":2}");

    assertThatThrownBy(() -> tag.add(REPORT)).hasMessageContaining("Take that tag away");
    assertThat(next.requests).hasSize(1);
  }

  /** "Multiple clients could attempt to update the tag simultaneously." */
  @Test
  void isWrittenAgainWhereSomebodyHasOverwrittenIt() throws Exception {
    next.answers(404, "");
    next.answers(201, "").answers(200, list(OTHER));
    next.answers(201, "").answers(200, list(OTHER));
    next.answers(201, "").answers(200, list(OTHER, REPORT.digest()));

    tag.add(REPORT);

    assertThat(next.isAtItsEnd()).isTrue();
  }

  @Test
  void isGivenUpWhereSomebodyAlwaysOverwritesIt() {
    next.answers(404, "");
    for (int i = 0; i < 3; i++) {
      next.answers(201, "").answers(200, list(OTHER));
    }

    assertThatThrownBy(() -> tag.add(REPORT))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The tag '%s', which lists what belongs to the image, was written 3 times and does not list it"
                .formatted(TAG));
    assertThat(next.isAtItsEnd()).isTrue();
  }

  /** The body of the first PUT. */
  private String written() throws IOException, LambdaImageException {
    for (Request request : next.requests) {
      Request.Body body = request.body();
      if (request.method().equals("PUT") && body != null) {
        try (InputStream content = body.content().open()) {
          return new String(content.readAllBytes(), UTF_8);
        }
      }
    }
    return "";
  }

  private static String list(Digest... digests) {
    StringBuilder list = new StringBuilder(HEAD);
    for (Digest digest : digests) {
      list.append(list.length() > HEAD.length() ? "," : "");
      list.append("{\"digest\":\"").append(digest).append("\"}");
    }
    return list + "]}";
  }
}
