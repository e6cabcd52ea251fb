package io.github.lambdaimage.startup;

import io.github.lambdaimage.runtime.Launch;
import java.nio.file.Path;

/** An image that is set up to be run here, as often as one likes. */
public interface TrainedImage extends AutoCloseable {

  /** The folder of this machine that programs of the image find as {@code /tmp/lambda-image}. */
  Path made();

  /** A start of it, whose end does not matter to the image. */
  Launch launch(StartupMode mode);

  @Override
  void close();
}
