package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageName;

/** Single layers of images; the seam to their registries. */
public interface ImageLayers {

  /**
   * The listing of a layer, which is fetched once for that.
   *
   * @throws LambdaImageException when the layer is not available
   */
  LayerListing listing(ImageName image, Descriptor layer) throws LambdaImageException;

  /**
   * Walks through a layer, which is fetched if it is no longer cached.
   *
   * @throws LambdaImageException when the layer is not available, and what the visitor throws
   */
  void read(ImageName image, Descriptor layer, LayerEntries.Visitor<LambdaImageException> visitor)
      throws LambdaImageException;
}
