package io.github.lambdaimage.ecr;

import io.github.lambdaimage.ecr.ImageSignature.State;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.RetryPolicy.Pause;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Waits until Amazon ECR has signed an image, if the registry's rules say so. */
final class ManagedSigning {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** After this many answers without a signature, there will be none. */
  private static final int UNKNOWN = 5;

  private final Duration patience;
  private final Pause pause;

  /** Asks for the state of the image's signatures. */
  @FunctionalInterface
  interface Question {
    List<ImageSignature> ask() throws LambdaImageException;
  }

  /**
   * A wait.
   *
   * @param patience how long it may take
   */
  ManagedSigning(Duration patience, Pause pause) {
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * Waits.
   *
   * @param image its URI
   * @param told receives the profiles that have signed it
   * @throws LambdaImageException when ECR does not sign it, has failed to, or takes too long
   */
  void await(String image, String repository, Question question, Consumer<String> told)
      throws LambdaImageException {
    long questions = 1 + patience.dividedBy(PAUSE);
    for (long i = 1; ; i++) {
      List<ImageSignature> signatures = question.ask();
      for (ImageSignature signature : signatures) {
        if (signature.state() == State.FAILED) {
          throw failed(image, repository, signature);
        }
      }
      if (!signatures.isEmpty() && signatures.stream().allMatch(it -> it.state() == State.DONE)) {
        signatures.forEach(
            signature -> told.accept("Signed by Amazon ECR with '" + signature.profile() + "'"));
        return;
      }
      if (signatures.isEmpty() && i == UNKNOWN) {
        throw new LambdaImageException(
            "The image is published as '%s', and Amazon ECR does not sign it: either no rule of the registry covers '%s', or the image was pushed before there was one. Add a rule ('aws ecr get-signing-configuration' shows those that there are) and push another image, or leave <awaitSignature> out."
                .formatted(image, repository));
      }
      if (i >= questions) {
        throw new LambdaImageException(
            "The image is published as '%s', and Amazon ECR has not signed it within %s seconds. See 'aws ecr describe-image-signing-status --repository-name %s --image-id imageDigest=%s', or give it more in <awaitSignature>."
                .formatted(
                    image,
                    patience.toSeconds(),
                    repository,
                    image.substring(image.lastIndexOf('@') + 1)));
      }
      sleep(image);
    }
  }

  private static LambdaImageException failed(
      String image, String repository, ImageSignature signature) {
    String cause = HiddenCause.advice("", signature.failure(), repository);
    return new LambdaImageException(
        "The image is published as '%s', and Amazon ECR could not sign it with '%s': %s. %s"
            .formatted(
                image,
                signature.profile(),
                signature.failure().isEmpty() ? "it does not say why" : signature.failure(),
                cause.isEmpty()
                    ? "It signs with the rights of who pushes: check that they have 'signer:SignPayload' on that profile, and that the profile is active."
                    : cause));
  }

  private void sleep(String image) throws LambdaImageException {
    try {
      pause.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException(
          "Interrupted while waiting for the signature of '" + image + "', which is published.", e);
    }
  }
}
