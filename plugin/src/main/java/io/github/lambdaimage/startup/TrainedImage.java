package io.github.lambdaimage.startup;

import io.github.lambdaimage.runtime.Launch;
import java.nio.file.Path;

/** An image that is set up to be run here. */
public interface TrainedImage {

  /** The folder of this machine that programs of the image find as {@code /tmp/lambda-image}. */
  Path made();

  /** A start of it. */
  Launch launch(StartupMode mode);
}
