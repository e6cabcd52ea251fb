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
    return layers.stream()
        .filter(published -> published.blob().digest().equals(layer))
        .map(PublishedBlob::outcome)
        .findFirst()
        .orElse(Outcome.ALREADY_THERE);
  }
}
