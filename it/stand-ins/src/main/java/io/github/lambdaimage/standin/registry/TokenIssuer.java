package io.github.lambdaimage.standin.registry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues tokens for the scopes that were asked for; without a password, if at all, only to pull.
 */
final class TokenIssuer implements Endpoint {

  static final String PATH = "/token";

  private final Credentials credentials;
  private final boolean anonymousPull;
  private final Map<String, Set<Scope>> tokens = new ConcurrentHashMap<>();

  TokenIssuer(Credentials credentials, boolean anonymousPull) {
    this.credentials = credentials;
    this.anonymousPull = anonymousPull;
  }

  @Override
  public Response answer(Request request) {
    boolean known = credentials.areIn(request);
    boolean anonymous = request.header("Authorization").isEmpty();
    if (!known && !(anonymous && anonymousPull)) {
      return new RegistryException(401, "UNAUTHORIZED", "wrong user or password").response();
    }
    Set<Scope> granted = new HashSet<>();
    // A token of no scope at all is still a token: it opens /v2/.
    granted.add(new Scope("", Set.of()));
    request.queries("scope").stream()
        .flatMap(scopes -> Arrays.stream(scopes.split(" ")))
        .map(Scope::parse)
        .map(scope -> known ? scope : Scope.of(scope.repository(), "pull"))
        .forEach(granted::add);
    String token = UUID.randomUUID().toString();
    tokens.put(token, granted);
    return Response.of(200).json("{\"token\":\"" + token + "\",\"expires_in\":300}");
  }

  /** The scopes of a token; none at all if the token is unknown or has expired. */
  Set<Scope> granted(String token) {
    return Optional.ofNullable(tokens.get(token)).orElse(Set.of());
  }

  void expireAll() {
    tokens.clear();
  }
}
