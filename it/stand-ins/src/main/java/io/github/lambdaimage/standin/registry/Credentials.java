package io.github.lambdaimage.standin.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** A user and a password. */
public record Credentials(String user, String password) {

  /** The value of an {@code Authorization} header. */
  public String basic() {
    byte[] both = (user + ":" + password).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  boolean areIn(Request request) {
    return request.header("Authorization").filter(basic()::equals).isPresent();
  }
}
