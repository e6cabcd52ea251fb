package io.github.lambdaimage.image;

import io.github.lambdaimage.layer.BuiltLayer;
import java.nio.file.Path;

/** Receives the layers of an image that is being built, so that they can be sent meanwhile. */
@FunctionalInterface
public interface LayerListener {

  /**
   * A layer is ready to be sent: the checks have passed, or the image passed them before.
   *
   * @param blob the file of its bytes
   */
  void finished(BuiltLayer layer, Path blob);
}
