package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.Credentials;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.Optional;

/**
 * Tokens for registries in Amazon ECR. They are preferred to logins in settings.xml or of {@code
 * docker login}, which expire after twelve hours; those are used if there are no AWS credentials at
 * all.
 */
public final class EcrCredentials implements Credentials {

  private final Ecr ecr;
  private final AwsAccess access;
  private final Credentials others;

  /**
   * Tokens for one access to AWS.
   *
   * @param others for other registries, and for ECR's if there are no AWS credentials
   */
  public EcrCredentials(Ecr ecr, AwsAccess access, Credentials others) {
    this.ecr = ecr;
    this.access = access;
    this.others = others;
  }

  @Override
  public Optional<Credential> find(RegistryHost registry) throws LambdaImageException {
    if (EcrHost.parse(registry.canonical()).isEmpty()) {
      Optional<Credential> other = others.find(registry);
      if (other.isPresent()) {
        return other;
      }
    }
    try {
      Optional<EcrRegistry> serving = ecr.serving(registry, access);
      return serving.isPresent()
          ? Optional.of(serving.get().token().credential())
          : Optional.empty();
    } catch (NoCredentialsException e) {
      Optional<Credential> login = others.find(registry);
      if (login.isEmpty()) {
        throw e;
      }
      return login;
    }
  }

  @Override
  public Optional<Credential> renew(RegistryHost registry, Credential refused)
      throws LambdaImageException {
    if (!isToken(refused)) {
      return Optional.empty();
    }
    try {
      Optional<EcrRegistry> serving = ecr.serving(registry, access);
      return serving.isPresent()
          ? Optional.of(serving.get().renewed(refused).credential())
          : Optional.empty();
    } catch (NoCredentialsException e) {
      // A login has expired; the registry's own message about it is better.
      return Optional.empty();
    }
  }

  private static boolean isToken(Credential credential) {
    return credential.username().equals("AWS");
  }
}
