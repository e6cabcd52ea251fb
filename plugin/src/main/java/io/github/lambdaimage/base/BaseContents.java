package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;

/** What is in the layers of base images; the seam to the registries that they lie in. */
public interface BaseContents {

  /**
   * The size of a base's layers without compression, without fetching them.
   *
   * @throws LambdaImageException when it cannot be found out
   */
  UnpackedSize unpackedSize(BaseImage base) throws LambdaImageException;

  /**
   * The files of a base, for which its layers are fetched once.
   *
   * @throws LambdaImageException when a layer is not to be had
   */
  BaseFiles files(BaseImage base) throws LambdaImageException;
}
