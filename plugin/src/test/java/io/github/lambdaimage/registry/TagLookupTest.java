package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of a destination before an image comes. */
class TagLookupTest {

  private static final Digest LAYER = Digest.of("layer".getBytes(UTF_8));
  private static final Digest CONFIG = Digest.of("config".getBytes(UTF_8));
  private static final String MANIFEST =
      "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"digest\":\"%s\",\"size\":1},\"layers\":[{\"digest\":\"%s\",\"size\":1}]}"
          .formatted(CONFIG, LAYER);
  private static final Digest IMAGE = Digest.of(MANIFEST.getBytes(UTF_8));
  private static final Digest OTHER = Digest.of("other".getBytes(UTF_8));

  private final ScriptedExchange wire = new ScriptedExchange();

  @Test
  void tellsTheTagsThatDoNotNameAnImageYet() throws Exception {
    wire.answers(200, MANIFEST).answers(404, "").answers(200, "{}");
    TagLookup tags = lookup("1.0", "1", "latest");

    assertThat(tags.missing(IMAGE)).containsExactly("1", "latest");
    assertThat(tags.missing(OTHER)).containsExactly("1.0", "1", "latest");
    assertThat(wire.asked())
        .containsExactly(
            "GET https://r.test/v2/orders/manifests/1.0",
            "GET https://r.test/v2/orders/manifests/1",
            "GET https://r.test/v2/orders/manifests/latest");
  }

  @Test
  void tellsWhetherATagWillMove() throws Exception {
    wire.answers(200, MANIFEST).answers(404, "");
    TagLookup tags = lookup("1.0", "latest");

    assertThat(tags.moves(IMAGE)).isFalse();
    assertThat(tags.moves(OTHER)).isTrue();
  }

  @Test
  void knowsTheBlobsOfWhatIsThere() throws Exception {
    wire.answers(200, MANIFEST);

    TagLookup tags = lookup("1.0");

    assertThat(tags.namesSomething()).isTrue();
    assertThat(tags.knownBlobs()).containsExactlyInAnyOrder(CONFIG, LAYER);
  }

  @Test
  void knowsNoBlobsOfWhatIsNoImage() throws Exception {
    wire.answers(200, "{}").answers(200, MANIFEST);

    assertThat(lookup("1.0").knownBlobs()).isEmpty();
    assertThat(lookup("1.0").knownBlobs()).hasSize(2);
  }

  @Test
  void knowsNothingWhereNoTagIsThere() throws Exception {
    wire.answers(404, "");

    TagLookup tags = lookup("1.0");

    assertThat(tags.namesSomething()).isFalse();
    assertThat(tags.moves(IMAGE)).isFalse();
    assertThat(tags.knownBlobs()).isEmpty();
    assertThat(tags.isSettled(tag -> true)).isFalse();
  }

  @Test
  void isSettledOnlyWhereATagThatIsThereMustNotMove() throws Exception {
    wire.answers(200, MANIFEST).answers(404, "");
    TagLookup tags = lookup("1.0", "latest");

    assertThat(tags.isSettled(TagMutability.UNKNOWN)).isFalse();
    assertThat(tags.isSettled("latest"::equals)).isFalse();
    assertThat(tags.isSettled("1.0"::equals)).isTrue();
  }

  @Test
  void refusesToMoveATagThatMustNot() throws Exception {
    wire.answers(200, MANIFEST).answers(404, "");
    TagLookup tags = lookup("1.0", "latest");

    assertThatThrownBy(() -> tags.refuseConflicts(OTHER, tag -> true))
        .isExactlyInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The tag '1.0' of 'r.test/orders' names '%s' and cannot be moved to this image, '%s': the repository's tags are immutable. Nothing was sent. Raise the project's version, or list another tag in <tags>.",
            IMAGE, OTHER);
    tags.refuseConflicts(IMAGE, tag -> true);
    tags.refuseConflicts(OTHER, TagMutability.UNKNOWN);
  }

  private TagLookup lookup(String... tags) throws LambdaImageException {
    Repository repository =
        new Registry(
                wire.host(),
                wire.address(),
                wire,
                host -> Optional.empty(),
                new RetryPolicy(pause -> {}))
            .repository("orders", "pull,push");
    return TagLookup.of(repository, Destination.of("r.test/orders", List.of(tags)));
  }
}
