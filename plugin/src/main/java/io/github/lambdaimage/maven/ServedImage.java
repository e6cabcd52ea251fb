package io.github.lambdaimage.maven;

import io.github.lambdaimage.maven.ImageWork.Work;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which image was set up to be run last. What lies in the folder does not tell: another Maven may
 * have built it, or it could not be run.
 */
final class ServedImage {

  private @Nullable Digest served;
  private Map<String, String> variables = Map.of();

  /**
   * Sets an image up.
   *
   * @param own variables that it is set up with
   */
  <T> T run(Digest image, Map<String, String> own, Work<T> setup) throws LambdaImageException {
    T run = setup.run();
    served = image;
    variables = Map.copyOf(own);
    return run;
  }

  /** The same, unless it is the image of the time before, with its variables. */
  <T> Optional<T> runOther(Digest image, Map<String, String> own, Work<T> setup)
      throws LambdaImageException {
    return image.equals(served) && own.equals(variables)
        ? Optional.empty()
        : Optional.of(run(image, own, setup));
  }
}
