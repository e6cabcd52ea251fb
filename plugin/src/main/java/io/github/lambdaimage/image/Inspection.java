package io.github.lambdaimage.image;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** Checks a function before its image is built. */
@FunctionalInterface
public interface Inspection {

  /**
   * Checks it.
   *
   * @param base the base image, which is being loaded
   * @throws LambdaImageException to refuse the image
   */
  List<CheckResult> inspect(FunctionImage image, Pending<BaseImage> base)
      throws LambdaImageException;
}
