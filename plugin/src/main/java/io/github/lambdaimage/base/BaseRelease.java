package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;

/** Who knows the Java of a base; asked only where it matters, as it may take a look into it. */
@FunctionalInterface
public interface BaseRelease {

  /**
   * Its feature release, such as 21.
   *
   * @return nothing where it cannot be told
   */
  Optional<Integer> of(ImageName base) throws LambdaImageException;
}
