package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A place where images run to be trained. */
public interface TrainingGround {

  /**
   * Why images of an architecture cannot run there: a clause, and a sentence that says what to do,
   * without its full stop.
   *
   * @param directory an empty one for a trial
   */
  Optional<String> hindrance(Architecture architecture, Path directory);

  /**
   * Prepares an image, if nothing hinders it; nothing runs yet.
   *
   * @param directory an empty one for its files
   */
  TrainedImage set(ImageLayout image, BaseImage base, Path directory)
      throws LambdaImageException, IOException;
}
