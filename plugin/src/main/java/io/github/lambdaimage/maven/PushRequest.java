package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.ecr.EcrName;
import io.github.lambdaimage.ecr.NewRepository;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.Destination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an image goes, with checked values: either to Amazon ECR or to another registry.
 *
 * @param ecr the repository in Amazon ECR
 * @param other the repository in another registry
 * @param tags at least one
 * @param base of the image, if the user names it
 * @param creation how to create a missing repository in ECR; empty not to
 * @param signature how long to wait for ECR's signature; empty not to
 */
record PushRequest(
    Optional<EcrName> ecr,
    Optional<Destination> other,
    List<String> tags,
    Optional<ImageName> base,
    AwsAccess aws,
    Optional<NewRepository> creation,
    Optional<Duration> signature) {

  /**
   * Checks where an image goes.
   *
   * @param repository a name in Amazon ECR, or {@code registry/repository}
   * @throws LambdaImageException for an invalid repository or tag, and for a registry that does not
   *     sign
   */
  static PushRequest of(
      String repository,
      List<String> tags,
      Optional<ImageName> base,
      AwsAccess aws,
      Optional<NewRepository> creation,
      Optional<Duration> signature)
      throws LambdaImageException {
    Optional<EcrName> ecr = EcrName.parse(repository);
    if (ecr.isEmpty() && signature.isPresent()) {
      throw new LambdaImageException(
          "<awaitSignature> is set, and '%s' is not in Amazon ECR: no other registry signs by itself. Leave it out; docs/pipelines.md shows how cosign and notation sign an image by its digest."
              .formatted(repository));
    }
    return new PushRequest(
        ecr,
        ecr.isPresent() ? Optional.empty() : Optional.of(Destination.of(repository, tags)),
        Destination.checked(tags),
        base,
        aws,
        creation,
        signature);
  }

  /**
   * A text that is the same for the same request, made without the JVM's slow first use of records.
   */
  String key() {
    return String.join(
        "\n",
        aws.key(),
        ecr.isPresent() ? ecr.get().host() + "/" + ecr.get().repository() : "",
        other.isPresent() ? other.get().registry() + "/" + other.get().repository() : "",
        String.join(" ", tags),
        String.valueOf(base.map(ImageName::text).orElse(null)),
        String.valueOf(creation.orElse(null)),
        String.valueOf(signature.orElse(null)));
  }
}
