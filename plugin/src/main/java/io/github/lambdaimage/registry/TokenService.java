package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry sends for tokens.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token
 *     authentication</a>
 */
final class TokenService {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int TOO_MANY = 429;
  private static final String CLIENT = "lambda-image-maven-plugin";

  private final RegistryHost registry;
  private final Exchange wire;

  /**
   * The token services of a registry, whichever it names.
   *
   * @param wire to wherever they are: without the registry's own login
   */
  TokenService(RegistryHost registry, Exchange wire) {
    this.registry = registry;
    this.wire = wire;
  }

  /**
   * Asks for a token.
   *
   * @param scopes what it shall open; if empty, what the challenge speaks of
   */
  String token(Challenge challenge, @Nullable Credential credential, Collection<String> scopes)
      throws IOException, LambdaImageException {
    String realm = challenge.parameters().get("realm");
    if (realm == null) {
      throw new LambdaImageException(
          "The registry '"
              + registry
              + "' asks for a token, but does not say where it is given out. Is it a registry?");
    }
    Request request = request(realm, challenge, credential, wanted(challenge, scopes));
    try (Response response = wire.send(request)) {
      JsonObject answer = answer(request, response.expectSuccess(request).bytes());
      String token = answer.text("token");
      if (token == null) {
        token = answer.text("access_token");
      }
      if (token == null) {
        throw new LambdaImageException(
            "The registry '"
                + registry
                + "' sends for a token to '"
                + RegistryHost.of(request.uri())
                + "', which gives none. Is it a registry?");
      }
      return token;
    } catch (RegistryException e) {
      // Credentials are those of the registry, wherever its tokens are given out.
      throw e.answer() == null ? e : e.advising(advice(credential, e.answer()));
    }
  }

  private String advice(@Nullable Credential credential, RegistryException.Answer refusal) {
    boolean isLogin = credential != null && credential.isRefreshToken();
    return isLogin && refusal.status() < 500 && refusal.status() != TOO_MANY
        ? "The identity token that Docker's config has for '"
            + registry
            + "' has expired, or is for something else: log in anew with 'docker login "
            + registry
            + "'."
        : Explanation.advice(registry, refusal);
  }

  /** A parser's message would quote what may be a token. */
  private JsonObject answer(Request request, byte[] document) throws LambdaImageException {
    try {
      return JsonObject.parse(document, "The token");
    } catch (LambdaImageException e) {
      throw new LambdaImageException(
          "The registry '"
              + registry
              + "' sends for a token to '"
              + RegistryHost.of(request.uri())
              + "', whose answer is not JSON. Is it a registry?");
    }
  }

  private static Collection<String> wanted(Challenge challenge, Collection<String> scopes) {
    String scope = challenge.parameters().get("scope");
    return scopes.isEmpty() && scope != null ? List.of(scope) : scopes;
  }

  private Request request(
      String realm, Challenge challenge, @Nullable Credential credential, Collection<String> scopes)
      throws LambdaImageException {
    String service = encode(challenge.parameters().getOrDefault("service", ""));
    if (credential != null && credential.isRefreshToken()) {
      String form =
          "grant_type=refresh_token&client_id="
              + CLIENT
              + "&service="
              + service
              + "&scope="
              + encode(String.join(" ", scopes))
              + "&refresh_token="
              + encode(credential.password());
      Request.Body body = Request.Body.of(form.getBytes(StandardCharsets.UTF_8));
      return new Request("POST", address(realm), Map.of(), body).with("Content-Type", FORM);
    }
    StringBuilder query = new StringBuilder("service=").append(service);
    for (String scope : scopes) {
      query.append("&scope=").append(encode(scope));
    }
    Request get = Request.get(address(realm + (realm.contains("?") ? "&" : "?") + query));
    return credential == null ? get : get.with("Authorization", credential.basic());
  }

  private URI address(String realm) throws LambdaImageException {
    try {
      return new URI(realm);
    } catch (URISyntaxException e) {
      throw new LambdaImageException(
          "The registry '"
              + registry
              + "' names a malformed address for tokens. Check that it is a registry.",
          e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
