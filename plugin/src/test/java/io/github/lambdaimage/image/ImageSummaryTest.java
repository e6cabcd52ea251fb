package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.oci.Digest;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an image is called, and when two places of publication are the same. */
class ImageSummaryTest {

  private static final Digest DIGEST = Digest.of("document".getBytes(UTF_8));
  private static final Digest OTHER = Digest.of("other".getBytes(UTF_8));
  private static final AttachedDocument BILL =
      new AttachedDocument("bom.json", "application/json", DIGEST, DIGEST);

  @Test
  void isCalledAfterItsHandler() throws Exception {
    assertThat(TestLayout.summary().title()).isEqualTo("com.example.Handler::handleRequest");
  }

  @Test
  void hasATitleWithoutAHandlerToo() throws Exception {
    ImageSummary summary = TestLayout.summary();
    ImageSummary without =
        new ImageSummary(
            summary.digest(),
            summary.imageId(),
            summary.base(),
            summary.architecture(),
            "",
            summary.created(),
            summary.layers(),
            summary.checks(),
            null,
            List.of(),
            null);

    assertThat(without.title()).isEqualTo("A function without a handler");
  }

  @Test
  void hasAUriOnceItIsPublished() throws Exception {
    ImageSummary summary = TestLayout.summary();

    assertThat(summary.imageUri()).isNull();
    assertThat(summary.published(place("r.test", "team/orders")).imageUri())
        .isEqualTo("r.test/team/orders@" + summary.digest());
  }

  @Test
  void aPlaceIsTheSameWithTheSameRegistryRepositoryTagsAndAttachments() {
    Publication place = new Publication("r.test", "orders", List.of("1.0"), List.of(BILL));

    assertThat(place)
        .isEqualTo(new Publication("r.test", "orders", List.of("1.0"), List.of(BILL)))
        .isNotEqualTo(new Publication("r2.test", "orders", List.of("1.0"), List.of(BILL)))
        .isNotEqualTo(new Publication("r.test", "bills", List.of("1.0"), List.of(BILL)))
        .isNotEqualTo(new Publication("r.test", "orders", List.of("2.0"), List.of(BILL)))
        .isNotEqualTo(new Publication("r.test", "orders", List.of("1.0"), List.of()))
        .isNotEqualTo("r.test/orders");
    assertThat(new HashSet<>(List.of(place)))
        .contains(new Publication("r.test", "orders", List.of("1.0"), List.of(BILL)));
  }

  @Test
  void anAttachmentIsTheSameWithTheSameNameTypeAndDigests() {
    assertThat(BILL)
        .isEqualTo(new AttachedDocument("bom.json", "application/json", DIGEST, DIGEST))
        .isNotEqualTo(new AttachedDocument("other.json", "application/json", DIGEST, DIGEST))
        .isNotEqualTo(new AttachedDocument("bom.json", "text/plain", DIGEST, DIGEST))
        .isNotEqualTo(new AttachedDocument("bom.json", "application/json", OTHER, DIGEST))
        .isNotEqualTo(new AttachedDocument("bom.json", "application/json", DIGEST, OTHER))
        .isNotEqualTo("bom.json");
    assertThat(new HashSet<>(List.of(BILL)))
        .contains(new AttachedDocument("bom.json", "application/json", DIGEST, DIGEST));
  }

  private static Publication place(String registry, String repository) {
    return new Publication(registry, repository, List.of("1.0"), List.of());
  }
}
