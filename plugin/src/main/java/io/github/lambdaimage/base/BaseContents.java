package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;

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

  /**
   * Copies of some of its files, which others may read and nobody change.
   *
   * @param paths as the layers have them
   * @return by the paths; those of which there is no copy are left out
   * @throws LambdaImageException when a layer is not to be had
   */
  default Map<String, Path> copies(BaseImage base, SortedSet<String> paths)
      throws LambdaImageException {
    throw new LambdaImageException("Only the names of a base's files are known.");
  }
}
