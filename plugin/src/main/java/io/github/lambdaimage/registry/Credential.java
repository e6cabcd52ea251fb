package io.github.lambdaimage.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user name and password (or token) for a registry. */
public record Credential(String username, String password) {

  /** The user name with which Docker's config marks an OAuth2 refresh token. */
  private static final String REFRESH_TOKEN_USER = "<token>";

  private static final String BASIC = "Basic ";
  private static final int SHORTEST_SECRET = 4;

  /** A refresh token, for which a token service issues other tokens. */
  static Credential ofRefreshToken(String token) {
    return new Credential(REFRESH_TOKEN_USER, token);
  }

  boolean isRefreshToken() {
    return username.equals(REFRESH_TOKEN_USER);
  }

  /** The value of an {@code Authorization} header. */
  String basic() {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return BASIC + Base64.getEncoder().encodeToString(both);
  }

  /** The password in the value of such a header; empty for a header of another kind. */
  static String passwordOf(String header) {
    if (!header.startsWith(BASIC)) {
      return "";
    }
    try {
      byte[] both = Base64.getDecoder().decode(header.substring(BASIC.length()));
      String text = new String(both, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A text without these secrets. A very short one may be part of other words. */
  static String hide(String text, String... secrets) {
    String shown = text;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        shown = shown.replace(secret, "…");
        shown = shown.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "…");
      }
    }
    return shown;
  }

  /** Without the password, so that it is never logged by accident. */
  @Override
  public String toString() {
    return "Credential[username=" + username + "]";
  }
}
