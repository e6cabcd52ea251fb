package io.github.lambdaimage.maven;

import io.github.lambdaimage.maven.ImageWork.Work;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which image was set up to be run last. What lies in the folder does not tell: another Maven may
 * have built it, or it could not be run.
 */
final class ServedImage {

  private @Nullable Digest served;

  /** Sets an image up. */
  <T> T run(Digest image, Work<T> setup) throws LambdaImageException {
    T run = setup.run();
    served = image;
    return run;
  }

  /** The same, unless it is the image of the time before. */
  <T> Optional<T> runOther(Digest image, Work<T> setup) throws LambdaImageException {
    return image.equals(served) ? Optional.empty() : Optional.of(run(image, setup));
  }
}
