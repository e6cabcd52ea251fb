package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tags of a destination name before an image is published there.
 *
 * @param image the digest that they shall name
 * @param named what those that are there name
 * @param knownBlobs what the manifests under the tags speak of: their repository has it, or the
 *     registry would not hold them
 */
record TagLookup(
    Destination destination, Digest image, Map<String, Digest> named, Set<Digest> knownBlobs) {

  static TagLookup of(Repository repository, Destination destination, Digest image)
      throws LambdaImageException {
    Map<String, Digest> named = new LinkedHashMap<>();
    Set<Digest> blobs = new HashSet<>();
    for (String tag : destination.tags()) {
      Optional<byte[]> manifest = repository.manifests().find(tag);
      if (manifest.isPresent()) {
        named.put(tag, Digest.of(manifest.get()));
        addBlobs(manifest.get(), blobs);
      }
    }
    return new TagLookup(destination, image, named, blobs);
  }

  /** The tags that do not name the image yet. */
  List<String> missing() {
    return destination.tags().stream().filter(tag -> !image.equals(named.get(tag))).toList();
  }

  /** Whether a tag will leave another image, so that what is not in that one is new. */
  boolean moves() {
    return missing().stream().anyMatch(named::containsKey);
  }

  /**
   * Asks for a decision where a tag would have to move that must not.
   *
   * @throws LambdaImageException naming both images
   */
  void refuseConflicts(TagMutability mutability) throws LambdaImageException {
    for (String tag : missing()) {
      Digest other = named.get(tag);
      if (other != null && mutability.isImmutable(tag)) {
        throw new LambdaImageException(
            "The tag '%s' of '%s/%s' names '%s' and cannot be moved to this image, '%s': the repository's tags are immutable. Nothing was sent. Raise the project's version, or list another tag in <tags>."
                .formatted(tag, destination.registry(), destination.repository(), other, image));
      }
    }
  }

  private static void addBlobs(byte[] manifest, Set<Digest> blobs) {
    try {
      ImageManifest parsed = ImageManifest.parse(manifest);
      blobs.add(parsed.config().digest());
      parsed.layers().forEach(layer -> blobs.add(layer.digest()));
    } catch (LambdaImageException e) {
      // An index, or something that we do not know: then every blob is asked for.
    }
  }
}
