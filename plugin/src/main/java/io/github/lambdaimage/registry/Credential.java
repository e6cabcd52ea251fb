package io.github.lambdaimage.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user name and password (or token) for a registry. */
public record Credential(String username, String password) {

  /** User name by which Docker's config marks an OAuth2 refresh token. */
  private static final String REFRESH_TOKEN_USER = "<token>";

  /** A refresh token, for which a token service gives out others. */
  static Credential ofRefreshToken(String token) {
    return new Credential(REFRESH_TOKEN_USER, token);
  }

  boolean isRefreshToken() {
    return username.equals(REFRESH_TOKEN_USER);
  }

  /** The value of an {@code Authorization} header. */
  String basic() {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Without the password, so that none comes into a log by accident. */
  @Override
  public String toString() {
    return "Credential[username=" + username + "]";
  }
}
