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
 * The list of what belongs to an image where the registry itself keeps none: an index under a tag
 * that is made of the image's digest. Whoever attaches something reads it, adds his own and puts it
 * back, so that what others have written stays.
 *
 * @see <a
 *     href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#referrers-tag-schema">Referrers
 *     tag schema</a>
 */
final class ReferrersTag {

  /** Somebody else may put his own list between our reading and our writing. */
  private static final int TRIES = 3;

  private final Manifests manifests;
  private final String tag;

  ReferrersTag(Manifests manifests, Digest image) {
    this.manifests = manifests;
    this.tag = "sha256-" + image.hex();
  }

  String tag() {
    return tag;
  }

  /** What is listed; nothing where the tag names no list. */
  Set<Digest> digests() throws LambdaImageException {
    Optional<byte[]> index = manifests.find(tag);
    return index.isPresent() ? Referrers.digests(index.get(), tag) : Set.of();
  }

  /**
   * Adds a manifest, and looks whether it is still there then.
   *
   * @throws LambdaImageException also when the tag names something else than a list
   */
  void add(ArtifactManifest manifest) throws LambdaImageException {
    Optional<byte[]> index = manifests.find(tag);
    for (int tries = 0; !lists(index, manifest.digest()); tries++) {
      if (tries == TRIES) {
        throw new LambdaImageException(
            "The tag '%s', which lists what belongs to the image, was overwritten by somebody else %s times. Run it again when nobody else attaches something to this image."
                .formatted(tag, TRIES));
      }
      manifests.put(tag, Referrers.INDEX, with(manifest, index));
      index = manifests.find(tag);
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
    if (type != null && !type.equals(Referrers.INDEX)) {
      throw new LambdaImageException(
          "The tag '%s' is to list what belongs to the image, and names a manifest of the type '%s' instead. Delete that tag, and push again."
              .formatted(tag, list.shown("mediaType")));
    }
    List<JsonObject> entries = new ArrayList<>(list.objects("manifests"));
    entries.add(manifest.listed());
    return list.with("manifests", entries).bytes();
  }
}
