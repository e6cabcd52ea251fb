package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token service of a registry.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token
 *     authentication</a>
 */
final class TokenService {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String CURE = "Check that it is a registry, and what is before it.";
  private static final int TOO_MANY = 429;
  private static final char DELETE = 127;
  private static final String CLIENT = "lambda-image-maven-plugin";

  private final RegistryHost registry;
  private final Exchange wire;

  /**
   * The token services of a registry, whichever it names.
   *
   * @param wire to them, without the registry's own login
   */
  TokenService(RegistryHost registry, Exchange wire) {
    this.registry = registry;
    this.wire = wire;
  }

  /** Whether a challenge has the URL of a token service. */
  boolean isUsable(Challenge challenge) {
    return HttpAddress.of(challenge.parameters().getOrDefault("realm", "")).isPresent();
  }

  /**
   * Requests a token.
   *
   * @param scopes that it is for; if empty, that of the challenge
   */
  String token(Challenge challenge, @Nullable Credential credential, Collection<String> scopes)
      throws LambdaImageException {
    Request request = request(address(challenge), challenge, credential, wanted(challenge, scopes));
    try (Response response = wire.send(request)) {
      if (!response.isSuccess()) {
        throw refusal(request, response, credential);
      }
      return token(request, answer(request, response.document(Document.TOKEN)));
    } catch (IOException e) {
      throw RegistryExplanation.of(name(request), request, e);
    }
  }

  /**
   * The refusal of a token: the credentials are those of the registry, wherever its tokens are
   * issued.
   */
  private RegistryException refusal(
      Request request, Response response, @Nullable Credential credential) {
    RegistryException refusal =
        RegistryExplanation.of(request, response, credential == null ? "" : credential.password());
    return refusal.answer() == null
        ? refusal
        : refusal.advising(advice(credential, refusal.answer()));
  }

  private String advice(@Nullable Credential credential, RegistryException.Answer refusal) {
    boolean isLogin = credential != null && credential.isRefreshToken();
    return isLogin && refusal.status() < 500 && refusal.status() != TOO_MANY
        ? "The identity token that Docker's config has for '"
            + registry
            + "' has expired, or is for something else: log in anew with 'docker login "
            + registry
            + "'."
        : RegistryExplanation.advice(registry, refusal);
  }

  private String token(Request request, JsonObject answer) throws LambdaImageException {
    String token = answer.text("token", "");
    if (token.isEmpty()) {
      token = answer.text("access_token", "");
    }
    if (token.isEmpty()) {
      throw failure(request, "which gives none");
    }
    if (!fitsHeader(token)) {
      throw failure(request, "which gives one that no header can carry");
    }
    return token;
  }

  private LambdaImageException failure(Request request, String what) {
    return new LambdaImageException(
        "The registry '"
            + registry
            + "' names '"
            + RegistryHost.of(request.uri())
            + "' as its token service, "
            + what
            + ". "
            + CURE);
  }

  /** Whether it is one ASCII word: anything else would be refused, or become another header. */
  private static boolean fitsHeader(String token) {
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) <= ' ' || token.charAt(i) >= DELETE) {
        return false;
      }
    }
    return true;
  }

  /** The name of the token service in messages; many registries issue tokens themselves. */
  private String name(Request request) {
    RegistryHost host = RegistryHost.of(request.uri());
    return host.equals(registry)
        ? "The registry '" + registry + "'"
        : "'" + host + "', the token service of the registry '" + registry + "',";
  }

  /** Parses an answer; the parser's message would quote what may be a token. */
  private JsonObject answer(Request request, byte[] document) throws LambdaImageException {
    try {
      return JsonObject.parse(document, "The token");
    } catch (LambdaImageException e) {
      throw failure(request, "whose answer is not JSON");
    }
  }

  private static Collection<String> wanted(Challenge challenge, Collection<String> scopes) {
    String scope = challenge.parameters().get("scope");
    return scopes.isEmpty() && scope != null ? List.of(scope) : scopes;
  }

  private static Request request(
      URI realm, Challenge challenge, @Nullable Credential credential, Collection<String> scopes) {
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
      return new Request("POST", realm, Map.of(), body).with("Content-Type", FORM);
    }
    StringBuilder query = new StringBuilder("service=").append(service);
    for (String scope : scopes) {
      query.append("&scope=").append(encode(scope));
    }
    Request get =
        Request.get(URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query));
    return credential == null ? get : get.with("Authorization", credential.basic());
  }

  private URI address(Challenge challenge) throws LambdaImageException {
    String realm = challenge.parameters().get("realm");
    if (realm == null) {
      throw new LambdaImageException(
          "The registry '" + registry + "' asks for a token, but names no token service. " + CURE);
    }
    return HttpAddress.of(realm)
        .orElseThrow(
            () ->
                new LambdaImageException(
                    "The registry '"
                        + registry
                        + "' names '"
                        + Quotation.ofAddress(realm)
                        + "' as its token service, which is not an HTTP address. "
                        + CURE));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
