package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest, which names every blob, manifest and image.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {

  private static final String ALGORITHM = "sha256:";
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  /** Reads {@code sha256:…}. */
  public static Digest parse(String digest) throws LambdaImageException {
    if (!FORM.matcher(digest).matches()) {
      throw new LambdaImageException(
          "'%s' is not a digest of the form 'sha256:' and 64 hexadecimal digits."
              .formatted(digest));
    }
    return new Digest(digest.substring(ALGORITHM.length()));
  }

  public static Digest of(byte[] content) {
    return ofHash(newMessageDigest().digest(content));
  }

  /** The digest that a {@link #newMessageDigest()} has come to. */
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

  @Override
  public String toString() {
    return ALGORITHM + hex;
  }
}
