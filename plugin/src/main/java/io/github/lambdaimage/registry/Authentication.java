package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a registry wants to see in {@code Authorization}, found out when it first says 401. */
final class Authentication {

  private static final String FORM = "application/x-www-form-urlencoded";

  /** User name by which Docker's config marks an OAuth2 refresh token. */
  private static final String REFRESH_TOKEN_USER = "<token>";

  private final String registry;
  private final Transport transport;
  private final Credentials credentials;
  private final Collection<String> scopes = new TreeSet<>();
  private @Nullable String header;
  private @Nullable Credential used;

  Authentication(String registry, Transport transport, Credentials credentials) {
    this.registry = registry;
    this.transport = transport;
    this.credentials = credentials;
  }

  /** Asks for a right in the next token, such as {@code repository:name:pull,push}. */
  synchronized void require(String scope) {
    if (scopes.add(scope) && header != null && header.startsWith("Bearer ")) {
      header = null;
    }
  }

  /** The header's value, or {@code null} as long as the registry has not asked for one. */
  synchronized @Nullable String header() {
    return header;
  }

  /**
   * Finds the header that a challenge asks for.
   *
   * @param refused the header that the refused request had; if there is another one by now, another
   *     thread was faster
   * @return a header worth trying, or {@code null}
   */
  synchronized @Nullable String answer(Challenge challenge, @Nullable String refused)
      throws IOException, LambdaImageException {
    if (header != null && !header.equals(refused)) {
      return header;
    }
    Credential found = credentials.find(registry).orElse(null);
    if (!challenge.isBearer() && found != null && found.basic().equals(refused)) {
      found = credentials.renew(registry, found).orElse(found);
    }
    used = found;
    if (challenge.isBearer()) {
      header = "Bearer " + token(challenge, found);
    } else {
      header = found == null ? null : found.basic();
    }
    return header;
  }

  /**
   * Replaces a password that the registry refuses, if another one is to be had.
   *
   * @param refused the header that the refused request had
   * @return a header worth trying, or {@code null}
   */
  synchronized @Nullable String renew(@Nullable String refused) throws LambdaImageException {
    if (header != null && !header.equals(refused)) {
      return header;
    }
    if (used == null || !used.basic().equals(refused)) {
      return null;
    }
    Optional<Credential> renewed = credentials.renew(registry, used);
    if (renewed.isEmpty()) {
      return null;
    }
    used = renewed.get();
    header = used.basic();
    return header;
  }

  private String token(Challenge challenge, @Nullable Credential credential)
      throws IOException, LambdaImageException {
    String realm = challenge.parameters().get("realm");
    if (realm == null) {
      throw new LambdaImageException(
          "The registry '%s' asks for a token, but does not say where it is given out. Is it a registry?"
              .formatted(registry));
    }
    Request request = tokenRequest(realm, challenge, credential);
    try (Response response = transport.send(request)) {
      if (!response.isSuccess()) {
        throw Explanation.of(request, response);
      }
      JsonObject answer = JsonObject.parse(response.bytes(), "The token of '" + registry + "'");
      String token = answer.text("token");
      if (token == null) {
        token = answer.text("access_token");
      }
      if (token == null) {
        throw new LambdaImageException(
            "The registry '%s' sends for a token to '%s', which gives none. Is it a registry?"
                .formatted(registry, request.uri().getAuthority()));
      }
      return token;
    }
  }

  private Request tokenRequest(String realm, Challenge challenge, @Nullable Credential credential)
      throws LambdaImageException {
    String service = challenge.parameters().getOrDefault("service", "");
    Stream<String> wanted =
        scopes.isEmpty() ? Stream.ofNullable(challenge.parameters().get("scope")) : scopes.stream();
    if (credential != null && credential.username().equals(REFRESH_TOKEN_USER)) {
      String form =
          "grant_type=refresh_token&client_id=lambda-image-maven-plugin&service=%s&scope=%s&refresh_token=%s"
              .formatted(
                  encode(service),
                  encode(wanted.collect(Collectors.joining(" "))),
                  encode(credential.password()));
      return new Request(
              "POST",
              address(realm),
              Map.of(),
              Request.Body.of(form.getBytes(StandardCharsets.UTF_8)))
          .with("Content-Type", FORM);
    }
    String query =
        Stream.concat(
                Stream.of("service=" + encode(service)),
                wanted.map(scope -> "scope=" + encode(scope)))
            .collect(Collectors.joining("&"));
    Request get = Request.get(address(realm + (realm.contains("?") ? "&" : "?") + query));
    return credential == null ? get : get.with("Authorization", credential.basic());
  }

  private URI address(String realm) throws LambdaImageException {
    try {
      return new URI(realm);
    } catch (URISyntaxException e) {
      throw new LambdaImageException(
          "The registry '%s' sends for a token to an address that is none.".formatted(registry), e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
