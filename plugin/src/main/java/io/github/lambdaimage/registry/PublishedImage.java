package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.util.List;

/**
 * The result of publishing an image.
 *
 * @param layout in which the destination is recorded
 * @param layers of base and function, in order
 * @param bytesSent of blobs and manifests, without attachments
 * @param attached the attachments
 */
public record PublishedImage(
    ImageLayout layout,
    List<PublishedBlob> layers,
    long bytesSent,
    List<AttachedArtifact> attached) {

  /** An image without attachments. */
  public PublishedImage(ImageLayout layout, List<PublishedBlob> layers, long bytesSent) {
    this(layout, layers, bytesSent, List.of());
  }

  /** The same image with attachments, and the layout in which they are recorded. */
  PublishedImage with(ImageLayout noted, List<AttachedArtifact> artifacts) {
    return new PublishedImage(noted, layers, bytesSent, artifacts);
  }

  /** How a layer got there. */
  public Outcome outcome(Digest layer) {
    for (PublishedBlob published : layers) {
      if (published.blob().digest().equals(layer)) {
        return published.outcome();
      }
    }
    return Outcome.ALREADY_THERE;
  }
}
