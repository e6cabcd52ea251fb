package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.Ecr;
import io.github.lambdaimage.ecr.EcrLog;
import io.github.lambdaimage.ecr.EcrTarget;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.ImagePublisher;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.Publishing;
import io.github.lambdaimage.registry.TagMutability;
import java.nio.file.Path;

/** Where a push goes: Amazon ECR, or another registry. */
interface PushTarget extends AutoCloseable {

  /** Begins to bring a layer, while the rest of its image is being made. */
  void bring(Descriptor layer, Path file);

  /** Publishes the image, with what was not brought ahead. */
  PublishedImage publish(ImageLayout layout) throws LambdaImageException;

  /** Gives up what is under way, where there will be no image. */
  @Override
  void close();

  /**
   * Begins to connect to where an image shall go.
   *
   * @throws LambdaImageException when request and credentials contradict each other
   */
  static PushTarget connect(PushRequest request, ImagePublisher publisher, Ecr ecr, EcrLog log)
      throws LambdaImageException {
    return request.ecr().isPresent()
        ? new Aws(
            new EcrTarget(
                request.ecr().get(),
                request.tags(),
                ecr,
                request.aws(),
                request.creation().orElse(null),
                publisher,
                request.base(),
                log))
        : Other.connect(request, publisher);
  }

  /** In Amazon ECR. */
  record Aws(EcrTarget target) implements PushTarget {

    @Override
    public void bring(Descriptor layer, Path file) {
      target.bring(layer, file);
    }

    @Override
    public PublishedImage publish(ImageLayout layout) throws LambdaImageException {
      return target.publish(layout);
    }

    @Override
    public void close() {
      target.close();
    }
  }

  /** In any other registry. */
  record Other(Publishing publishing) implements PushTarget {

    static Other connect(PushRequest request, ImagePublisher publisher) {
      Destination destination = request.other().orElseThrow();
      publisher.connect(destination.registry(), destination.repository(), request.base());
      return new Other(publisher.begin(destination, TagMutability.UNKNOWN, request.base()));
    }

    @Override
    public void bring(Descriptor layer, Path file) {
      publishing.bring(layer, file);
    }

    @Override
    public PublishedImage publish(ImageLayout layout) throws LambdaImageException {
      return publishing.finish(layout);
    }

    @Override
    public void close() {
      publishing.close();
    }
  }
}
