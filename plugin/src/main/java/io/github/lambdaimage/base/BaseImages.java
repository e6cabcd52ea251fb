package io.github.lambdaimage.base;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;

/** Where base images come from; the seam between building an image and talking to registries. */
public interface BaseImages {

  /**
   * The name with the digest that its tag stands for at the moment; a name with a digest is
   * returned as it is.
   *
   * @throws LambdaImageException when it cannot be resolved
   */
  ImageName pin(ImageName name) throws LambdaImageException;

  /**
   * The image of one architecture under a pinned name.
   *
   * @throws LambdaImageException when there is none
   */
  BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException;
}
