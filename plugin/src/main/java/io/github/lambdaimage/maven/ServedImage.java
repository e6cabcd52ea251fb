package io.github.lambdaimage.maven;

import io.github.lambdaimage.maven.ImageWork.Work;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The image that was prepared last to be run. The layout does not tell: another Maven may have
 * built it, or it could not be run.
 */
final class ServedImage {

  private @Nullable Digest served;
  private Map<String, String> variables = Map.of();

  /**
   * Prepares an image.
   *
   * @param own variables for it
   */
  <T> T run(Digest image, Map<String, String> own, Work<T> setup) throws LambdaImageException {
    T run = setup.run();
    served = image;
    variables = Map.copyOf(own);
    return run;
  }

  /** Prepares an image, unless image and variables are those of the last time. */
  <T> Optional<T> runOther(Digest image, Map<String, String> own, Work<T> setup)
      throws LambdaImageException {
    return image.equals(served) && own.equals(variables)
        ? Optional.empty()
        : Optional.of(run(image, own, setup));
  }
}
