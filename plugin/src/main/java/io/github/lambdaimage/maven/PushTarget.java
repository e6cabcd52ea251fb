package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.Ecr;
import io.github.lambdaimage.ecr.EcrLog;
import io.github.lambdaimage.ecr.EcrTarget;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.ImagePublisher;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.TagMutability;

/** Where a push goes: Amazon ECR, or another registry. */
@FunctionalInterface
interface PushTarget {

  PublishedImage publish(ImageLayout layout) throws LambdaImageException;

  /**
   * Begins to connect to where an image shall go.
   *
   * @throws LambdaImageException when request and credentials contradict each other
   */
  static PushTarget connect(PushRequest request, ImagePublisher publisher, Ecr ecr, EcrLog log)
      throws LambdaImageException {
    if (request.ecr().isEmpty()) {
      Destination destination = request.other().orElseThrow();
      publisher.connect(destination.registry(), destination.repository(), request.base());
      return layout -> publisher.publish(layout, destination, TagMutability.UNKNOWN);
    }
    EcrTarget target =
        new EcrTarget(
            request.ecr().get(),
            request.tags(),
            ecr,
            request.aws(),
            request.creation().orElse(null),
            log);
    target.connect(publisher, request.base());
    return layout -> target.publish(publisher, layout);
  }
}
