package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Proxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients for everything that gives credentials, all with the same proxies; those that
 * the SDK makes by itself only know the proxy in {@code HTTPS_PROXY}.
 *
 * @param region of services for which no profile names another Region
 */
record AwsClients(Region region, SdkHttpClient http) {

  /** Clients with the proxies for registries, whatever the SDK would find in the environment. */
  static AwsClients over(Proxies proxies, Region region) {
    return new AwsClients(
        region,
        UrlConnectionHttpClient.create(
            uri -> {
              try {
                return proxies.open(uri);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (LambdaImageException e) {
                throw SdkClientException.create(e.getMessage(), e);
              }
            }));
  }

  StsClient sts(AwsCredentialsProvider credentials) {
    return sts(region, credentials);
  }

  StsClient sts(Region other, AwsCredentialsProvider credentials) {
    return StsClient.builder()
        .region(other)
        .credentialsProvider(credentials)
        .httpClient(http)
        .build();
  }

  /** The client that gives credentials to a logged-in user. */
  SsoClient sso(Region other) {
    return SsoClient.builder()
        .region(other)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(http)
        .build();
  }

  /** The client that renews a login. */
  SsoOidcClient ssoOidc(Region other) {
    return SsoOidcClient.builder()
        .region(other)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(http)
        .build();
  }
}
