package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;

/** Where images are run to have them trained. */
public interface TrainingGround {

  /**
   * Sets an image up; nothing runs yet.
   *
   * @param directory an empty one for what that takes
   * @throws LambdaImageException when images of this base cannot be run here
   */
  TrainedImage set(ImageLayout image, BaseImage base, Path directory) throws LambdaImageException;
}
