package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the tags of a destination name before an image is published there. */
final class TagLookup {

  private final Destination destination;

  /** By tag, for existing tags. */
  private final Map<String, Digest> named = new LinkedHashMap<>();

  private final Set<Digest> blobs = new HashSet<>();

  private TagLookup(Destination destination) {
    this.destination = destination;
  }

  static TagLookup of(Repository repository, Destination destination) throws LambdaImageException {
    TagLookup lookup = new TagLookup(destination);
    Manifests manifests = repository.manifests();
    for (String tag : destination.tags()) {
      Optional<byte[]> manifest = manifests.find(tag);
      if (manifest.isPresent()) {
        lookup.named.put(tag, Digest.of(manifest.get()));
        lookup.addBlobs(manifest.get());
      }
    }
    return lookup;
  }

  /** Reads a manifest on the thread that has asked for it, while the image is still built. */
  private void addBlobs(byte[] manifest) {
    try {
      blobs.addAll(ImageManifest.parse(manifest).blobs());
    } catch (LambdaImageException e) {
      // An index, or an unknown document: then every blob is asked for.
    }
  }

  /** The tags that do not name an image yet. */
  List<String> missing(Digest image) {
    List<String> missing = new ArrayList<>();
    for (String tag : destination.tags()) {
      if (!image.equals(named.get(tag))) {
        missing.add(tag);
      }
    }
    return missing;
  }

  /** Whether a tag will move to this image, so that blobs which the other image lacks are new. */
  boolean moves(Digest image) {
    for (Digest other : named.values()) {
      if (!other.equals(image)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is an image under any tag. */
  boolean namesSomething() {
    return !named.isEmpty();
  }

  /**
   * The blobs of the manifests under the tags: the repository has them, or the registry would not
   * have the manifests.
   */
  Set<Digest> knownBlobs() {
    return Set.copyOf(blobs);
  }

  /**
   * Refuses to move an immutable tag.
   *
   * @throws LambdaImageException naming both images
   */
  void refuseConflicts(Digest image, TagMutability mutability) throws LambdaImageException {
    for (String tag : missing(image)) {
      Digest other = named.get(tag);
      if (other != null && mutability.isImmutable(tag)) {
        throw new LambdaImageException(
            "The tag '%s' of '%s/%s' names '%s' and cannot be moved to this image, '%s': the repository's tags are immutable. Nothing was sent. %s"
                .formatted(
                    tag,
                    destination.registry(),
                    destination.repository(),
                    other,
                    image,
                    mutability.cure(tag)));
      }
    }
  }

  /** Whether every image except the existing one can only be refused. */
  boolean isSettled(TagMutability mutability) throws LambdaImageException {
    for (String tag : named.keySet()) {
      if (mutability.isImmutable(tag)) {
        return true;
      }
    }
    return false;
  }
}
