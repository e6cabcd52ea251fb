package io.github.lambdaimage.image;

import io.github.lambdaimage.layer.BuiltLayer;
import java.nio.file.Path;

/** Is told of the layers of an image that is being made, so that they can be sent meanwhile. */
@FunctionalInterface
public interface LayerListener {

  /**
   * A layer is ready, and nothing speaks against the image: the checks have passed, or the image is
   * one that passed them before.
   *
   * @param blob the file of its bytes
   */
  void finished(BuiltLayer layer, Path blob);
}
