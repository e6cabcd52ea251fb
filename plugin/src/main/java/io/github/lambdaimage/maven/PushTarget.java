package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.EcrLog;
import io.github.lambdaimage.ecr.EcrName;
import io.github.lambdaimage.ecr.EcrTarget;
import io.github.lambdaimage.ecr.NewRepository;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.TagMutability;
import java.util.List;
import java.util.Optional;

/** Where a push goes: Amazon ECR, or another registry. */
@FunctionalInterface
interface PushTarget {

  PublishedImage publish(ImageLayout layout) throws LambdaImageException;

  /**
   * The target that the parameters name.
   *
   * @throws LambdaImageException when they name none, or one that cannot be
   */
  static PushTarget of(PushNoForkMojo push, Services services) throws LambdaImageException {
    List<String> tags = Elements.present(push.tags);
    Optional<ImageName> base =
        push.from == null ? Optional.empty() : Optional.of(ImageName.parse(push.from));
    Optional<EcrName> name = EcrName.parse(push.repository);
    if (name.isEmpty()) {
      Destination destination = Destination.of(push.repository, tags);
      services.publisher().connect(destination.registry(), destination.repository(), base);
      return layout -> services.publisher().publish(layout, destination, TagMutability.UNKNOWN);
    }
    NewRepository settings = push.repositorySettings.toValue(push.project.getBasedir().toPath());
    EcrTarget target =
        new EcrTarget(
            name.get(),
            tags,
            services.ecr(),
            push.access(),
            push.createRepository ? settings : null,
            new EcrLog(services.console()::info, services.console()::warn));
    target.connect(services.publisher(), base);
    return layout -> target.publish(services.publisher(), layout);
  }
}
