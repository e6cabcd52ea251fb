package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Calls to Amazon ECR, with explained failures. */
final class EcrCalls {

  private final AwsSession session;
  private final EcrClient client;

  /** One call of the SDK. */
  @FunctionalInterface
  private interface Call<T> {
    T make() throws LambdaImageException;
  }

  /**
   * A repository that was to be created.
   *
   * @param isOurs whether we created it, with our settings; otherwise somebody else was faster
   */
  record Creation(EcrRepository repository, boolean isOurs) {}

  EcrCalls(AwsSession session) {
    this.session = session;
    this.client = session.ecr();
  }

  AwsSession session() {
    return session;
  }

  EcrToken token() throws LambdaImageException {
    return explained(
        "Amazon ECR returned no token to push with",
        () -> EcrToken.of(client.getAuthorizationToken().authorizationData().get(0)));
  }

  /**
   * The repository with this name.
   *
   * @param account whose registry is meant, or {@code null} for the caller's own
   */
  Optional<EcrRepository> find(String name, @Nullable String account) throws LambdaImageException {
    return explained(
        "The repository '" + name + "' could not be looked up",
        () -> {
          try {
            return client
                .describeRepositories(it -> it.repositoryNames(name).registryId(account))
                .repositories()
                .stream()
                .map(EcrRepository::of)
                .findFirst();
          } catch (RepositoryNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * Creates a repository; one that somebody else has created meanwhile is used, and not changed.
   *
   * @throws LambdaImageException also when it was created, but not all of its settings; the message
   *     says which is missing
   */
  Creation create(String name, @Nullable String account, NewRepository settings)
      throws LambdaImageException {
    Optional<EcrRepository> created =
        explained(
            "The repository '" + name + "' could not be created",
            () -> {
              try {
                return Optional.of(
                    EcrRepository.of(
                        client.createRepository(settings.request(name, account)).repository()));
              } catch (RepositoryAlreadyExistsException e) {
                return Optional.empty();
              }
            });
    if (created.isPresent()) {
      String where = created.get().account();
      if (account != null && !where.equals(account)) {
        throw new LambdaImageException(
            "The repository '%s' was created in the account '%s', to which the credentials from %s belong, and not in '%s'. Delete it, and use credentials of '%s' (<profile>, <roleArn>) or correct <repository>."
                .formatted(name, where, session.source(), account, account));
      }
      setPolicies(name, account, settings, created.get());
      return new Creation(created.get(), true);
    }
    Optional<EcrRepository> others = find(name, account);
    if (others.isEmpty()) {
      throw vanished(name, account);
    }
    return new Creation(others.get(), false);
  }

  /**
   * The failure if a repository exists and is not found: it is the caller's own, while another
   * account's is wanted; or it was just deleted.
   */
  private LambdaImageException vanished(String name, @Nullable String account)
      throws LambdaImageException {
    Optional<EcrRepository> own = account == null ? Optional.empty() : find(name, null);
    return own.isPresent() && !own.get().account().equals(account)
        ? notThere(name, String.valueOf(account), own.get().account())
        : new LambdaImageException(
            "The repository '%s' was deleted while it was looked up. Run it again."
                .formatted(name));
  }

  private LambdaImageException notThere(String name, String account, String own) {
    return new LambdaImageException(
        "The account '%s' has no repository '%s', and it could not be created there: the credentials from %s belong to the account '%s', which has one. Use credentials of '%s' (<profile>, <roleArn>), have it created there, or correct <repository>."
            .formatted(account, name, session.source(), own, account));
  }

  private void setPolicies(
      String name, @Nullable String account, NewRepository settings, EcrRepository created)
      throws LambdaImageException {
    String unlike =
        "The repository '%s' was created, but its %s could not be set. Set it with 'aws ecr %s', or delete the repository and run it again";
    String policy = settings.policyText(session.region(), created.account());
    if (policy != null) {
      explained(
          unlike.formatted(name, "<policy>", "set-repository-policy"),
          () ->
              client.setRepositoryPolicy(
                  it -> it.repositoryName(name).registryId(account).policyText(policy)));
    }
    String lifecyclePolicy = settings.lifecyclePolicy();
    if (lifecyclePolicy != null) {
      explained(
          unlike.formatted(name, "<lifecyclePolicy>", "put-lifecycle-policy"),
          () ->
              client.putLifecyclePolicy(
                  it ->
                      it.repositoryName(name)
                          .registryId(account)
                          .lifecyclePolicyText(lifecyclePolicy)));
    }
  }

  /** The state of an image's signatures, for each signing profile. */
  List<ImageSignature> signatures(String name, @Nullable String account, Digest image)
      throws LambdaImageException {
    return explained(
        "The image is published, but whether it is signed could not be found out",
        () ->
            client
                .describeImageSigningStatus(
                    it ->
                        it.repositoryName(name)
                            .registryId(account)
                            .imageId(id -> id.imageDigest(image.toString())))
                .signingStatuses()
                .stream()
                .map(ImageSignature::of)
                .toList());
  }

  private <T> T explained(String what, Call<T> call) throws LambdaImageException {
    try {
      return call.make();
    } catch (SdkException e) {
      throw AwsExplanation.of(what, session, e);
    }
  }
}
