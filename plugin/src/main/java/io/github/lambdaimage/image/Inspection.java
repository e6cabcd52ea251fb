package io.github.lambdaimage.image;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** Looks a function over before an image is made of it. */
@FunctionalInterface
public interface Inspection {

  /**
   * Looks it over.
   *
   * @param base the base image, which is being loaded
   * @throws LambdaImageException to have no image made
   */
  List<CheckResult> inspect(FunctionImage image, Pending<BaseImage> base)
      throws LambdaImageException;
}
