package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest, which names every blob, manifest and image.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {

  private static final String ALGORITHM = "sha256:";
  private static final int HEX_DIGITS = 64;

  /** Parses {@code sha256:…}. */
  public static Digest parse(String digest) throws LambdaImageException {
    if (!isDigest(digest)) {
      throw new LambdaImageException(
          "'%s' is not a digest of the form 'sha256:' and 64 hexadecimal digits."
              .formatted(digest));
    }
    return new Digest(digest.substring(ALGORITHM.length()));
  }

  /** Like {@link #parse}, but empty for a text that is not a digest. */
  public static Optional<Digest> find(String text) {
    return isDigest(text)
        ? Optional.of(new Digest(text.substring(ALGORITHM.length())))
        : Optional.empty();
  }

  /** Whether a text has the form of a digest. */
  public static boolean isDigest(String text) {
    if (text.length() != ALGORITHM.length() + HEX_DIGITS || !text.startsWith(ALGORITHM)) {
      return false;
    }
    for (int i = ALGORITHM.length(); i < text.length(); i++) {
      char digit = text.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }

  public static Digest of(byte[] content) {
    return ofHash(newMessageDigest().digest(content));
  }

  /** The digest of what a {@link #newMessageDigest()} was fed with. */
  public static Digest of(MessageDigest finished) {
    return ofHash(finished.digest());
  }

  private static Digest ofHash(byte[] hash) {
    return new Digest(HexFormat.of().formatHex(hash));
  }

  public static MessageDigest newMessageDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * Written by hand, as everywhere in the path of an unchanged project: a record's own takes 20 ms
   * at first use.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest digest && hex.equals(digest.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return ALGORITHM + hex;
  }
}
