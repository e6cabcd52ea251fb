package io.github.lambdaimage.standin.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests in OCI's notation, {@code sha256:…}. */
public final class Sha256 {

  static final String PATTERN = "sha256:[0-9a-f]{64}";

  private Sha256() {}

  public static String of(byte[] content) {
    return finish(start(), content);
  }

  /** A digest to be fed; {@link #finish} gives its notation. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  public static String finish(MessageDigest digest, byte... rest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest(rest));
  }
}
