package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.util.List;

/**
 * What came of publishing.
 *
 * @param layout with the destination noted in it
 * @param layers of base and function, in order
 * @param bytesSent of blobs and manifests, but for what lies beside the image
 * @param attached what lies beside it
 */
public record PublishedImage(
    ImageLayout layout,
    List<PublishedBlob> layers,
    long bytesSent,
    List<AttachedArtifact> attached) {

  /** An image with nothing beside it. */
  public PublishedImage(ImageLayout layout, List<PublishedBlob> layers, long bytesSent) {
    this(layout, layers, bytesSent, List.of());
  }

  /** The same with what lies beside it, and the layout in which that is noted. */
  PublishedImage with(ImageLayout noted, List<AttachedArtifact> artifacts) {
    return new PublishedImage(noted, layers, bytesSent, artifacts);
  }

  /** What became of a layer. */
  public Outcome outcome(Digest layer) {
    for (PublishedBlob published : layers) {
      if (published.blob().digest().equals(layer)) {
        return published.outcome();
      }
    }
    return Outcome.ALREADY_THERE;
  }
}
