package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Proxies;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** All clients ask for the proxy, here in vain. */
class AwsClientsTest {

  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private final Proxies proxies =
      uri -> {
        asked.add(uri);
        throw new LambdaImageException("The password of the proxy cannot be read.");
      };
  private final AwsClients clients = AwsClients.over(proxies, Region.EU_WEST_1);

  @Test
  void askForTheProxyToAssumeARole() {
    assertThatThrownBy(
            () ->
                clients
                    .sts(AnonymousCredentialsProvider.create())
                    .assumeRoleWithWebIdentity(
                        it -> it.roleArn("r").roleSessionName("s").webIdentityToken("t")))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("The password of the proxy cannot be read.");
    assertThat(asked).extracting(URI::getHost).containsExactly("sts.eu-west-1.amazonaws.com");
  }

  @Test
  void askForTheProxyToUseALogin() {
    assertThatThrownBy(
            () ->
                clients
                    .sso(Region.EU_WEST_2)
                    .getRoleCredentials(it -> it.accountId("1").roleName("r").accessToken("t")))
        .isInstanceOf(SdkClientException.class);
    assertThat(asked)
        .extracting(URI::getHost)
        .containsExactly("portal.sso.eu-west-2.amazonaws.com");
  }

  @Test
  void askForTheProxyToRenewALogin() {
    assertThatThrownBy(
            () ->
                clients
                    .ssoOidc(Region.EU_WEST_2)
                    .createToken(it -> it.clientId("c").clientSecret("s").grantType("g")))
        .isInstanceOf(SdkClientException.class);
    assertThat(asked).extracting(URI::getHost).containsExactly("oidc.eu-west-2.amazonaws.com");
  }
}
