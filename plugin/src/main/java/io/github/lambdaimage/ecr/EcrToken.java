package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.RegistryHost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/**
 * The login for every registry that the caller may reach in a Region, valid for twelve hours.
 *
 * @param credential user {@code AWS} and a password; it is never written to disk
 * @param registry the caller's own registry
 */
record EcrToken(Credential credential, RegistryHost registry) {

  static EcrToken of(AuthorizationData data) throws LambdaImageException {
    String decoded =
        new String(Base64.getDecoder().decode(data.authorizationToken()), StandardCharsets.UTF_8);
    int colon = decoded.indexOf(':');
    if (colon < 0) {
      throw new LambdaImageException(
          "Amazon ECR returned a malformed token. Check its endpoint (AWS_ENDPOINT_URL_ECR).");
    }
    return new EcrToken(
        new Credential(decoded.substring(0, colon), decoded.substring(colon + 1)),
        RegistryHost.of(URI.create(data.proxyEndpoint())));
  }
}
