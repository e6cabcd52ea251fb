package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;

/** The content of base images' layers; the seam to their registries. */
public interface BaseContents {

  /**
   * The uncompressed size of a base's layers, without fetching them.
   *
   * @throws LambdaImageException when it cannot be determined
   */
  UnpackedSize unpackedSize(BaseImage base) throws LambdaImageException;

  /**
   * The files of a base, for which its layers are fetched once.
   *
   * @throws LambdaImageException when a layer is not available
   */
  BaseFiles files(BaseImage base) throws LambdaImageException;

  /**
   * Read-only copies of some of its files.
   *
   * @param paths as in the layers
   * @return by path; files without a copy are left out
   * @throws LambdaImageException when a layer is not available
   */
  default Map<String, Path> copies(BaseImage base, SortedSet<String> paths)
      throws LambdaImageException {
    throw new LambdaImageException("Only the names of a base's files are known.");
  }
}
