package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.HttpProxy;
import io.github.lambdaimage.registry.Proxies;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Access to AWS that works, as far as one can know before the first call.
 *
 * @param source where the credentials are from, in words
 */
record AwsSession(
    Region region, String source, AwsCredentialsProvider credentials, SdkHttpClient http) {

  /** Shows in CloudTrail, where people look for who pushed. */
  private static final String ROLE_SESSION = "lambda-image-maven-plugin";

  /** Where stand-ins for AWS are, which no proxy leads to; as regular expressions. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127\\..*");

  /**
   * Finds region and credentials.
   *
   * @throws LambdaImageException when there are none, or those that are set up do not work
   */
  static AwsSession open(AwsAccess access, Proxies proxies) throws LambdaImageException {
    CredentialSource source = CredentialSource.find(access);
    Region region = region(access);
    SdkHttpClient http = http(region, proxies);
    AwsCredentialsProvider credentials = working(source.provider(), source.name());
    if (access.roleArn() == null) {
      return new AwsSession(region, source.name(), credentials, http);
    }
    String name = "the role '%s', assumed with %s".formatted(access.roleArn(), source.name());
    AwsCredentialsProvider role = working(() -> role(access, region, credentials, http), name);
    return new AwsSession(region, name, role, http);
  }

  EcrClient ecr() {
    return EcrClient.builder()
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }

  private static Region region(AwsAccess access) throws LambdaImageException {
    if (access.region() != null) {
      return Region.of(access.region());
    }
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      if (access.profile() != null) {
        chain.profileName(access.profile());
      }
      return chain.build().getRegion();
    } catch (SdkException e) {
      throw new LambdaImageException(
          "The AWS region is not known: neither <region>, AWS_REGION nor the profile names one. Set <region>, such as 'eu-central-1'.",
          e);
    }
  }

  /**
   * By the same proxy as to registries: that of settings.xml, else the JDK's own choice. The SDK
   * would look into the environment too, and then find the API but not the registry.
   */
  private static SdkHttpClient http(Region region, Proxies proxies) throws LambdaImageException {
    HttpProxy proxy = proxies.find(URI.create("https://api.ecr." + region + ".amazonaws.com"));
    ProxyConfiguration.Builder configuration =
        ProxyConfiguration.builder()
            .useEnvironmentVariablesValues(false)
            .useSystemPropertyValues(proxy == null);
    if (proxy != null) {
      configuration
          .nonProxyHosts(LOOPBACK)
          .endpoint(URI.create("http://" + proxy.host() + ":" + proxy.port()));
      Credential credential = proxy.credential();
      if (credential != null) {
        configuration.username(credential.username()).password(credential.password());
      }
    }
    return UrlConnectionHttpClient.builder().proxyConfiguration(configuration.build()).build();
  }

  private static AwsCredentialsProvider role(
      AwsAccess access, Region region, AwsCredentialsProvider credentials, SdkHttpClient http) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(
            StsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build())
        .refreshRequest(
            request ->
                request
                    .roleArn(access.roleArn())
                    .roleSessionName(ROLE_SESSION)
                    .externalId(access.externalId()))
        .build();
  }

  private static AwsCredentialsProvider working(
      Supplier<AwsCredentialsProvider> provider, String source) throws LambdaImageException {
    try {
      AwsCredentialsProvider credentials = provider.get();
      credentials.resolveCredentials();
      return credentials;
    } catch (RuntimeException e) {
      // Not only SdkException: a process that gives no credentials, or half a profile, throws
      // others.
      throw AwsExplanation.ofCredentials(source, e);
    }
  }
}
