package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The calls to Amazon ECR, with their failures explained. */
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
   * @param isOurs whether it was, with our settings; or somebody else was faster
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
        "Amazon ECR gave no token to push with",
        () -> EcrToken.of(client.getAuthorizationToken().authorizationData().get(0)));
  }

  /**
   * The repository of this name.
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
   * Creates a repository; one that somebody else has created meanwhile is as good, and is left as
   * it is.
   *
   * @throws LambdaImageException also when it was created, but not all of its settings were set;
   *     the message says which is missing
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
      setPolicies(name, account, settings, created.get());
      return new Creation(created.get(), true);
    }
    EcrRepository others =
        find(name, account)
            .orElseThrow(
                () ->
                    new LambdaImageException(
                        "The repository '%s' was deleted while it was looked up. Run it again."
                            .formatted(name)));
    return new Creation(others, false);
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

  private <T> T explained(String what, Call<T> call) throws LambdaImageException {
    try {
      return call.make();
    } catch (SdkException e) {
      throw AwsExplanation.of(what, session, e);
    }
  }
}
