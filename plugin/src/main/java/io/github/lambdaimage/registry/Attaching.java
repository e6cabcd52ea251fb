package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import java.util.List;

/** What to attach to an image; it may say what the image is and where. */
@FunctionalInterface
public interface Attaching {

  Attaching NOTHING = (image, repository) -> List.of();

  /**
   * The documents; asked for before anything is sent.
   *
   * @param repository {@code registry/repository} of the image
   */
  List<Artifact> to(ImageLayout image, String repository) throws LambdaImageException;
}
