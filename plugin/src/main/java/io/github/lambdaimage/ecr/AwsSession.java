package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Proxies;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Access to AWS that works, as far as this is known before the first call.
 *
 * @param source where the credentials come from, in words
 */
record AwsSession(
    Region region, String source, AwsCredentialsProvider credentials, SdkHttpClient http) {

  /** Shown in CloudTrail, where people look for who pushed. */
  static final String ROLE_SESSION = "lambda-image-maven-plugin";

  /**
   * Finds credentials.
   *
   * @param access with a Region
   * @throws LambdaImageException when there are none, or the configured ones do not work
   */
  static AwsSession open(AwsAccess access, Proxies proxies) throws LambdaImageException {
    Region region = region(access);
    AwsClients clients = AwsClients.over(proxies, region);
    CredentialSource source = CredentialSource.find(access, clients);
    AwsCredentialsProvider credentials =
        working(
            new TimelyCredentials(
                source.name(),
                source.provider(),
                ProfileFile::defaultProfileFile,
                TimelyCredentials.DEADLINE),
            source.name());
    if (access.roleArn() == null) {
      return new AwsSession(region, source.name(), credentials, clients.http());
    }
    String name = "the role '%s', assumed with %s".formatted(access.roleArn(), source.name());
    AwsCredentialsProvider role = working(role(access, clients.sts(credentials)), name);
    return new AwsSession(region, name, role, clients.http());
  }

  EcrClient ecr() {
    return EcrClient.builder()
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }

  /** The Region that is configured, or that the SDK finds. */
  static Region region(AwsAccess access) throws LambdaImageException {
    if (access.region() != null) {
      return Region.of(access.region());
    }
    try {
      String profile =
          access.profile() == null ? CredentialSource.usualProfile() : access.profile();
      return DefaultAwsRegionProviderChain.builder().profileName(profile).build().getRegion();
    } catch (SdkException e) {
      throw new LambdaImageException(
          "The AWS region is not known: neither <region>, AWS_REGION nor the profile names one (AWS_DEFAULT_REGION is read by the AWS CLI alone). Set <region>, such as 'eu-central-1'.",
          e);
    }
  }

  private static AwsCredentialsProvider role(AwsAccess access, StsClient sts) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            request ->
                request
                    .roleArn(access.roleArn())
                    .roleSessionName(ROLE_SESSION)
                    .externalId(access.externalId()))
        .build();
  }

  private static AwsCredentialsProvider working(AwsCredentialsProvider credentials, String source)
      throws LambdaImageException {
    try {
      credentials.resolveCredentials();
      return credentials;
    } catch (RuntimeException e) {
      // Not only SdkException: a process without credentials, or half a profile, throws others.
      throw AwsExplanation.ofCredentials(source, e);
    }
  }
}
