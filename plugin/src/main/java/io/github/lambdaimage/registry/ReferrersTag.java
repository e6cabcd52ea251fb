package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list of an image's referrers if the registry itself keeps none: an index under a tag that is
 * made from the image's digest. To attach something, one reads it, adds an entry and puts it back,
 * so that entries of others stay.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#referrers-tag-schema">Referrers
 *     tag schema</a>
 */
final class ReferrersTag {

  /** Somebody else may write the list between our reading and our writing. */
  private static final int TRIES = 3;

  private final Manifests manifests;
  private final Digest image;
  private final String tag;

  ReferrersTag(Manifests manifests, Digest image) {
    this.manifests = manifests;
    this.image = image;
    this.tag = "sha256-" + image.hex();
  }

  String tag() {
    return tag;
  }

  /** The listed digests; empty if the tag names no list. */
  Set<Digest> digests() throws LambdaImageException {
    Optional<byte[]> index = list();
    return index.isPresent() ? Referrers.digests(index.get(), tag) : Set.of();
  }

  /**
   * The manifest under the tag, unless it is the image itself: GitLab's registry takes the tag for
   * its digest.
   *
   * @see <a href="https://github.com/oras-project/oras-go/issues/1396">oras-go</a>
   */
  private Optional<byte[]> list() throws LambdaImageException {
    return manifests.find(tag).filter(it -> !Digest.of(it).equals(image));
  }

  /**
   * Adds a manifest, and checks that it stayed.
   *
   * @throws LambdaImageException also when the tag names something other than a list
   */
  void add(ArtifactManifest manifest) throws LambdaImageException {
    Optional<byte[]> index = list();
    for (int tries = 0; !lists(index, manifest.digest()); tries++) {
      if (tries == TRIES) {
        throw new LambdaImageException(
            "The tag '%s', which lists what belongs to the image, was written %s times and does not list it: somebody else writes it at the same time, or the registry takes it for something else. Run it again; if that does not help, attach nothing there."
                .formatted(tag, TRIES));
      }
      manifests.put(tag, Referrers.INDEX, with(manifest, index));
      index = list();
    }
  }

  private boolean lists(Optional<byte[]> index, Digest digest) throws LambdaImageException {
    return index.isPresent() && Referrers.digests(index.get(), tag).contains(digest);
  }

  private byte[] with(ArtifactManifest manifest, Optional<byte[]> index)
      throws LambdaImageException {
    JsonObject list =
        index.isPresent()
            ? JsonObject.parse(index.get(), "What the tag '" + tag + "' names")
            : JsonObject.empty()
                .with("schemaVersion", 2)
                .with("mediaType", Referrers.INDEX)
                .with("manifests", List.of());
    String type = list.text("mediaType");
    if (!list.has("manifests") || (type != null && !type.equals(Referrers.INDEX))) {
      throw new LambdaImageException(
          "The tag '%s' is to list what belongs to the image, and names something of the type '%s' instead. Take that tag away if nobody needs it, and push again."
              .formatted(tag, list.shown("mediaType")));
    }
    List<JsonObject> entries = new ArrayList<>(list.objects("manifests"));
    entries.add(manifest.listed());
    return list.with("manifests", entries).bytes();
  }
}
