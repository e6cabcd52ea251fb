package io.github.lambdaimage.registry;

import java.util.regex.Pattern;

/** Addresses that never leave the machine. */
public final class Loopback {

  /** Numbers only: a name such as 127.example.com is anybody's. */
  private static final Pattern ADDRESS =
      Pattern.compile("localhost|\\[::1]|127(\\.\\d{1,3}){3}", Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * Whether a host is the machine itself.
   *
   * @param host as in a URI, without a port
   */
  public static boolean contains(String host) {
    return ADDRESS.matcher(host).matches();
  }
}
