package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where images are run to have them trained. */
public interface TrainingGround {

  /**
   * Why images of an architecture cannot be run there: a clause, and a sentence that says what to
   * do, without its dot.
   *
   * @param directory an empty one for a trial
   */
  Optional<String> hindrance(Architecture architecture, Path directory);

  /**
   * Sets an image up where nothing is in the way; nothing runs yet.
   *
   * @param directory an empty one for what that takes
   */
  TrainedImage set(ImageLayout image, BaseImage base, Path directory)
      throws LambdaImageException, IOException;
}
