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
 * @param bytesSent of blobs and manifests
 */
public record PublishedImage(ImageLayout layout, List<PublishedBlob> layers, long bytesSent) {

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
