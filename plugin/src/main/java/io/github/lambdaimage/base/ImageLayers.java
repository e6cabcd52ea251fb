package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageName;

/** The layers of images one by one; the seam to the registries that they lie in. */
public interface ImageLayers {

  /**
   * What is in a layer; it is fetched once for that.
   *
   * @throws LambdaImageException when the layer is not to be had
   */
  LayerListing listing(ImageName image, Descriptor layer) throws LambdaImageException;

  /**
   * Walks through a layer, which is fetched if it is not there any more.
   *
   * @throws LambdaImageException when the layer is not to be had, and what the visitor throws
   */
  void read(ImageName image, Descriptor layer, LayerEntries.Visitor<LambdaImageException> visitor)
      throws LambdaImageException;
}
