package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.RegistryException;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through only who has a token, and only to repositories that were created, or for which a
 * template does it.
 */
record RegistryGate(
    AuthorizationTokens tokens,
    EcrRepositories repositories,
    CreationTemplates templates,
    Endpoint registry)
    implements Endpoint {

  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/(.+)/(?:blobs|manifests|referrers|tags)/.*");

  @Override
  public Response answer(Request request) throws IOException {
    String authorization = request.header("Authorization").orElse("");
    if (!tokens.isValid(authorization)) {
      return refusal(request, authorization);
    }
    Matcher path = REPOSITORY.matcher(request.path());
    if (path.matches() && !request.isRead()) {
      templates.apply(path.group(1), repositories);
    }
    if (path.matches() && !repositories.contains(path.group(1))) {
      throw new RegistryException(404, "NAME_UNKNOWN", repositories.missing(path.group(1)));
    }
    return registry.answer(request);
  }

  private Response refusal(Request request, String authorization) {
    if (tokens.isExpired(authorization)) {
      throw new RegistryException(
          403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
    }
    if (authorization.startsWith("Basic ")) {
      throw new RegistryException(403, "DENIED", "Your Authorization Token is invalid.");
    }
    String challenge =
        "Basic realm=\"https://%s/\",service=\"ecr.amazonaws.com\""
            .formatted(request.header("Host").orElse(""));
    return Response.of(401)
        .bytes("text/plain", "Not Authorized\n".getBytes(UTF_8))
        .header("WWW-Authenticate", challenge);
  }
}
