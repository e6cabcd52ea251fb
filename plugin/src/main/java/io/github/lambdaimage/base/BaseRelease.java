package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;

/** Determines a base's Java; asked only when needed, as it may have to read the base's files. */
@FunctionalInterface
public interface BaseRelease {

  /**
   * Its feature release, such as 21.
   *
   * @return empty if it cannot be determined
   */
  Optional<Integer> of(ImageName base) throws LambdaImageException;
}
