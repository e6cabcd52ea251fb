package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of what belongs to an image. The rules of OCI's specification are tests by name. */
class ReferrersTest {

  private static final Digest IMAGE = digest("image");
  private static final Digest BILL = digest("bill");
  private static final Digest OTHER = digest("other");
  private static final String LIST = "https://r.test/v2/orders/referrers/DIGEST";
  private static final ArtifactManifest MANIFEST =
      ArtifactManifest.of(
          Artifact.of(
              "application/vnd.example", "text/plain", "report.txt", "fine".getBytes(UTF_8)),
          new Descriptor("application/vnd.oci.image.manifest.v1+json", IMAGE, 5));

  private final ScriptedExchange next = new ScriptedExchange();
  private final Referrers referrers = new Referrers(next.address(), next.retry(), "orders");

  @Test
  void areThoseThatTheRegistryLists() throws Exception {
    lists("", BILL, OTHER);

    assertThat(referrers.of(IMAGE, List.of(BILL)))
        .hasValueSatisfying(found -> assertThat(found).containsExactlyInAnyOrder(BILL, OTHER));
    assertThat(next.asked()).containsExactly("GET " + LIST);
    assertThat(next.requests.get(0).uri()).asString().endsWith("/" + IMAGE);
    assertThat(next.sent("Accept")).containsExactly("application/vnd.oci.image.index.v1+json");
  }

  @Test
  void areNoneWhereTheListIsEmpty() throws Exception {
    lists("");

    assertThat(referrers.of(IMAGE, List.of(BILL)))
        .hasValueSatisfying(found -> assertThat(found).isEmpty());
  }

  @Test
  void areNotAskedForWhereNothingIsWanted() throws Exception {
    assertThat(referrers.of(IMAGE, List.of())).isPresent();
    assertThat(next.requests).isEmpty();
  }

  /** "Not acceptable" is Artifactory's word for "not found", before it had the list. */
  @ParameterizedTest
  @ValueSource(ints = {404, 406})
  void areUnknownWhereTheRegistryHasNoList(int status) throws Exception {
    next.answers(status, "");

    assertThat(referrers.of(IMAGE, List.of(BILL))).isEmpty();
  }

  /** "If the registry supports the referrers API, it MUST NOT return a 404." */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 410, 501})
  void areNotMissingWhereTheListCannotBeRead(int status) {
    next.answers(status, "");

    assertThatThrownBy(() -> referrers.of(IMAGE, List.of(BILL)))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("GET https://r.test/v2/orders/referrers/" + IMAGE + ": " + status);
  }

  /** "The Content-Type header MUST be set to application/vnd.oci.image.index.v1+json." */
  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/vnd.oci.image.index.v1+jsonp", "; x", ""})
  void areNotReadFromAnythingElse(String type) {
    next.answers(200, "{\"manifests\":[]}", "Content-Type", type);

    assertThatThrownBy(() -> referrers.of(IMAGE, List.of(BILL)))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The registry 'r.test' answers 'GET https://r.test/v2/orders/referrers/%s' with '%s', where a list of what belongs to the image is due. Check that it is a registry, and what is before it."
                .formatted(IMAGE, type));
  }

  @ParameterizedTest
  @ValueSource(strings = {";charset=utf-8", " ; charset=utf-8"})
  void areReadWhateverTheTypeAlsoSays(String more) throws Exception {
    next.answers(200, list(BILL), "Content-Type", Referrers.INDEX + more);

    assertThat(referrers.of(IMAGE, List.of(BILL))).isPresent();
  }

  @Test
  void areNotThoseOfOtherAlgorithms() throws Exception {
    String list = "{\"manifests\":[{\"digest\":\"sha512:00\"},{},{\"digest\":\"" + BILL + "\"}]}";

    assertThat(Referrers.digests(list.getBytes(UTF_8), "it")).containsExactly(BILL);
  }

  /** "A Link header MUST be included when the list cannot be returned in a single manifest." */
  @Test
  void goOnWhereTheLinkLeads() throws Exception {
    lists("</v2/orders/referrers/page?n=2>; rel=\"next\"", OTHER);
    lists("", BILL);

    assertThat(referrers.of(IMAGE, List.of(BILL)))
        .hasValueSatisfying(found -> assertThat(found).containsExactlyInAnyOrder(BILL, OTHER));
    assertThat(next.asked())
        .containsExactly("GET " + LIST, "GET https://r.test/v2/orders/referrers/page?n=2");
  }

  @Test
  void areReadNoFurtherThanTheWantedOnes() throws Exception {
    lists("<?n=2>; rel=next", BILL);

    assertThat(referrers.of(IMAGE, List.of(BILL)))
        .hasValueSatisfying(found -> assertThat(found).containsExactly(BILL));
    assertThat(next.requests).hasSize(1);
  }

  /** Behind a proxy that ends TLS, a registry that does not know of it says http. */
  @Test
  void goOnByTheRegistrysOwnAddress() throws Exception {
    lists("<http://r.test/v2/orders/referrers/page>; rel=next", OTHER);
    lists("", BILL);

    assertThat(referrers.of(IMAGE, List.of(BILL))).isPresent();
    assertThat(next.asked()).endsWith("GET https://r.test/v2/orders/referrers/page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://other.test/v2/x", "https://r.test:5000/x", "ftp://r.test/x", ""})
  void goOnNowhereElse(String address) {
    lists("<" + address + ">; rel=next", OTHER);

    assertThatThrownBy(() -> referrers.of(IMAGE, List.of(BILL)))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The registry 'r.test' says that the list of what belongs to an image goes on at '%s', which is not in it. Check that it is a registry, and what is before it."
                .formatted(address));
    assertThat(next.requests).hasSize(1);
  }

  @Test
  void areReadToTheEndOfALongList() throws Exception {
    for (int i = 1; i < 200; i++) {
      lists("<?n=" + i + ">; rel=next", OTHER);
    }
    lists("", OTHER);

    assertThat(referrers.of(IMAGE, List.of(BILL)))
        .hasValueSatisfying(found -> assertThat(found).containsExactly(OTHER));
    assertThat(next.requests).hasSize(200);
  }

  @Test
  void areNotReadForEver() {
    for (int i = 0; i <= 200; i++) {
      lists("<?more>; rel=next", OTHER);
    }

    assertThatThrownBy(() -> referrers.of(IMAGE, List.of(BILL)))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The registry 'r.test' lists what belongs to '%s' without an end: 200 pages, and one more. Have whoever runs the registry look."
                .formatted(IMAGE));
    assertThat(next.isAtItsEnd()).isTrue();
  }

  /** "MUST respond with the response header OCI-Subject". */
  @Test
  void areNotedWhereTheRegistrySaysSo() throws Exception {
    next.answers(201, "", "OCI-Subject", IMAGE.toString()).answers(201, "");

    assertThat(referrers.put(MANIFEST)).isTrue();
    assertThat(referrers.put(MANIFEST)).isFalse();
    assertThat(next.asked()).containsOnly("PUT https://r.test/v2/orders/manifests/DIGEST");
    assertThat(next.requests.get(0).uri()).asString().endsWith("/" + MANIFEST.digest());
    assertThat(next.sent("Content-Type"))
        .containsOnly("application/vnd.oci.image.manifest.v1+json");
  }

  @Test
  void arePutAgainWhereTheyDidNotArrive() throws Exception {
    next.fails(new SocketException("reset"))
        .answers(404, "")
        .answers(201, "", "OCI-Subject", IMAGE.toString());

    assertThat(referrers.put(MANIFEST)).isTrue();
    assertThat(next.requests).extracting(Request::method).containsExactly("PUT", "HEAD", "PUT");
  }

  /** What the lost answer said about the image is not known. */
  @Test
  void areNotKnownToBeNotedWhereTheAnswerWasLost() throws Exception {
    next.answers(504, "").answers(200, "", "Docker-Content-Digest", MANIFEST.digest().toString());

    assertThat(referrers.put(MANIFEST)).isFalse();
    assertThat(next.requests).extracting(Request::method).containsExactly("PUT", "HEAD");
  }

  @Test
  void areRefused() {
    next.refuses(400, "MANIFEST_INVALID", "no");

    assertThatThrownBy(() -> referrers.put(MANIFEST))
        .isInstanceOf(RegistryException.class)
        .hasMessageEndingWith(": 400 (MANIFEST_INVALID: no).");
  }

  /** The next answer, a page of the list. */
  private void lists(String link, Digest... digests) {
    if (link.isEmpty()) {
      next.answers(200, list(digests), "Content-Type", Referrers.INDEX);
    } else {
      next.answers(200, list(digests), "Content-Type", Referrers.INDEX, "Link", link);
    }
  }

  private static String list(Digest... digests) {
    return Arrays.stream(digests)
        .map(digest -> "{\"digest\":\"" + digest + "\"}")
        .collect(Collectors.joining(",", "{\"manifests\":[", "]}"));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }
}
