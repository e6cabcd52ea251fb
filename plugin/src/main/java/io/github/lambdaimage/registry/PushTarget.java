package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import java.nio.file.Path;

/** Where an image is published. Its layers may be sent ahead, each as soon as it is packed. */
public interface PushTarget extends AutoCloseable {

  /**
   * Begins to send a layer while other work goes on, or leaves it for {@link #publish}.
   *
   * @param file its bytes, which stay there until the end
   */
  void bring(Descriptor layer, Path file);

  /** Publishes the image, with the layers that were not sent ahead, without attachments. */
  default PublishedImage publish(ImageLayout layout) throws LambdaImageException {
    return publish(layout, Attaching.NOTHING);
  }

  /**
   * Publishes the image, with the layers that were not sent ahead, and its attachments.
   *
   * @throws LambdaImageException when the registry cannot be reached or refuses; if only attaching
   *     failed, the image is published, and the message says so
   */
  PublishedImage publish(ImageLayout layout, Attaching attaching) throws LambdaImageException;

  /** Gives up work in progress, if there will be no image. */
  @Override
  void close();
}
