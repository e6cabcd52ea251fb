package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import java.nio.file.Path;

/** Where an image is on its way to. Its layers may go ahead of it, each as soon as it is packed. */
public interface PushTarget extends AutoCloseable {

  /**
   * Begins to bring a layer, beside whatever else has to be done, or leaves it for {@link
   * #publish}.
   *
   * @param file its bytes, which stay there until the end
   */
  void bring(Descriptor layer, Path file);

  /** Publishes the image, with what was not brought ahead, and nothing beside it. */
  default PublishedImage publish(ImageLayout layout) throws LambdaImageException {
    return publish(layout, Attaching.NOTHING);
  }

  /**
   * Publishes the image, with what was not brought ahead, and what shall lie beside it.
   *
   * @throws LambdaImageException when the registry cannot be reached or says no; where only what
   *     shall lie beside the image could not be attached, the image is there, and the message says
   *     so
   */
  PublishedImage publish(ImageLayout layout, Attaching attaching) throws LambdaImageException;

  /** Gives up what is under way, where there will be no image. */
  @Override
  void close();
}
