package io.github.lambdaimage.standin.registry;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets through only who has a token for the repository, and names the place that issues tokens. */
final class BearerAuth implements Endpoint {

  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/(.+)/(?:blobs|manifests|referrers|tags)/.*");

  private final TokenIssuer issuer;
  private final @Nullable String realm;
  private final Endpoint next;

  /**
   * A registry that wants tokens.
   *
   * @param realm where they are issued; {@code null} for the registry itself
   */
  BearerAuth(TokenIssuer issuer, @Nullable String realm, Endpoint next) {
    this.issuer = issuer;
    this.realm = realm;
    this.next = next;
  }

  @Override
  public Response answer(Request request) throws IOException {
    if (realm == null && request.path().equals(TokenIssuer.PATH)) {
      return issuer.answer(request);
    }
    String authorization = request.header("Authorization").orElse("");
    Set<Scope> needed = neededBy(request);
    if (!authorization.startsWith("Bearer ")) {
      return challenge(request, needed, "");
    }
    Set<Scope> granted = issuer.granted(authorization.substring("Bearer ".length()));
    if (granted.isEmpty()) {
      return challenge(request, needed, ",error=\"invalid_token\"");
    }
    if (!Scope.cover(granted, needed)) {
      return challenge(request, needed, ",error=\"insufficient_scope\"");
    }
    return next.answer(request);
  }

  private static Set<Scope> neededBy(Request request) {
    Matcher match = REPOSITORY.matcher(request.path());
    if (!match.matches()) {
      return Set.of();
    }
    Scope own = Scope.of(match.group(1), request.isRead() ? "pull" : "pull,push");
    // To mount a blob is to read it in the other repository.
    return request
        .query("from")
        .filter(from -> request.query("mount").isPresent())
        .filter(from -> !from.equals(own.repository()))
        .map(from -> Set.of(own, Scope.of(from, "pull")))
        .orElse(Set.of(own));
  }

  private Response challenge(Request request, Set<Scope> needed, String error) {
    String issuing = realm == null ? request.origin() + TokenIssuer.PATH : realm;
    String scope = needed.isEmpty() ? "" : ",scope=\"" + Scope.join(needed) + "\"";
    return new RegistryException(401, "UNAUTHORIZED", "authentication required")
        .response()
        .header(
            "WWW-Authenticate",
            "Bearer realm=\"" + issuing + "\",service=\"registry\"" + scope + error);
  }
}
