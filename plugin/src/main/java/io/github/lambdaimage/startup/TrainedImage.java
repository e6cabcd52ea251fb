package io.github.lambdaimage.startup;

import io.github.lambdaimage.runtime.Launch;
import java.nio.file.Path;

/** An image that is prepared to run here, as often as needed. */
public interface TrainedImage extends AutoCloseable {

  /** The folder of this machine that programs of the image see as {@code /tmp/lambda-image}. */
  Path made();

  /** A start of it; the image stays prepared afterwards. */
  Launch launch(StartupMode mode);

  @Override
  void close();
}
