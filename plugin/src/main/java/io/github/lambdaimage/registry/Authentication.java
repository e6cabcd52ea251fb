package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds the login that a registry asks for, from its first 401 on, and replaces one that it refuses.
 * No other host gets the login: neither the target of a redirect, nor an upload session elsewhere.
 */
final class Authentication implements Exchange, Retry.Renewal {

  private static final int UNAUTHORIZED = 401;
  private static final String AUTHORIZATION = "Authorization";
  private static final int LONGEST_SCHEME = 40;

  private final RegistryHost registry;
  private final RegistryAddress address;
  private final Exchange next;
  private final Credentials credentials;
  private final TokenService tokens;
  private final Collection<String> scopes = new TreeSet<>();
  private @Nullable String header;
  private @Nullable Credential used;

  Authentication(
      RegistryHost registry, RegistryAddress address, Exchange next, Credentials credentials) {
    this.registry = registry;
    this.address = address;
    this.next = next;
    this.credentials = credentials;
    this.tokens = new TokenService(registry, next);
  }

  /** Adds a scope to the next token, such as {@code repository:name:pull,push}. */
  synchronized void require(String scope) {
    if (scopes.add(scope) && header != null && header.startsWith("Bearer ")) {
      header = null;
    }
  }

  @Override
  public Response send(Request request) throws IOException, LambdaImageException {
    if (!address.owns(request.uri())) {
      return next.send(request);
    }
    String shown = header();
    Response response = next.send(authorized(request, shown));
    if (response.status() != UNAUTHORIZED) {
      return response;
    }
    String answer;
    try {
      answer = answer(choose(Challenge.parse(response.headers("WWW-Authenticate"))), shown);
    } catch (LambdaImageException e) {
      response.abandon();
      throw e;
    }
    if (answer == null) {
      return response;
    }
    response.close();
    return next.send(authorized(request, answer));
  }

  /** Replaces the password, if there is another one. */
  @Override
  public synchronized boolean renew(Response refusal) throws LambdaImageException {
    if (!address.owns(refusal.request().uri())) {
      return false;
    }
    String refused = refusal.request().headers().get(AUTHORIZATION);
    if (header != null && !header.equals(refused)) {
      // Another thread was faster.
      return true;
    }
    if (refused == null && used == null) {
      // Some registries answer 403 instead of 401 to anonymous requests.
      used = credentials.find(registry).orElse(null);
      header = basic(used);
      return header != null;
    }
    if (used == null || !used.basic().equals(refused)) {
      return false;
    }
    Optional<Credential> renewed = credentials.renew(registry, used);
    if (renewed.isEmpty()) {
      return false;
    }
    used = renewed.get();
    header = used.basic();
    return true;
  }

  /** The header that the registry wants, or {@code null} as long as it has not asked for one. */
  private synchronized @Nullable String header() {
    return header;
  }

  /**
   * Finds the header for a challenge.
   *
   * @param refused the header of the refused request; if there is another one by now, another
   *     thread was faster
   * @return a header worth trying, or {@code null}
   */
  private synchronized @Nullable String answer(Challenge challenge, @Nullable String refused)
      throws LambdaImageException {
    if (header != null && !header.equals(refused)) {
      return header;
    }
    Credential found = credentials.find(registry).orElse(null);
    if (!challenge.isBearer() && found != null && found.basic().equals(refused)) {
      found = credentials.renew(registry, found).orElse(found);
    }
    used = found;
    if (challenge.isBearer()) {
      header = "Bearer " + tokens.token(challenge, found, scopes);
    } else {
      header = basic(found);
    }
    return header;
  }

  /** The header with a password; a refresh token is only for a token service. */
  private static @Nullable String basic(@Nullable Credential credential) {
    return credential == null || credential.isRefreshToken() ? null : credential.basic();
  }

  /**
   * The challenge to answer: a token is preferred to a password, if the token service can be used.
   */
  private Challenge choose(List<Challenge> challenges) throws LambdaImageException {
    Challenge basic = null;
    Challenge unusable = null;
    for (Challenge challenge : challenges) {
      if (challenge.isBearer() && tokens.isUsable(challenge)) {
        return challenge;
      }
      basic = basic == null && challenge.isBasic() ? challenge : basic;
      unusable = challenge.isBearer() ? challenge : unusable;
    }
    if (basic != null) {
      return basic;
    }
    if (unusable != null) {
      // The token service says what is wrong with it.
      return unusable;
    }
    throw new LambdaImageException(
        "The registry '"
            + registry
            + "' asks for a login by '"
            + Quotation.of(challenges.get(0).scheme(), LONGEST_SCHEME)
            + "', and only 'Basic' and 'Bearer' are known here. Have the registry, or what is before it, offer one of these.");
  }

  private static Request authorized(Request request, @Nullable String authorization) {
    return authorization == null ? request : request.with(AUTHORIZATION, authorization);
  }
}
