package io.github.lambdaimage.oci;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A digest of texts, each preceded by its length, so that no two lists of texts have the same
 * digest.
 */
public final class FieldsDigest {

  private final MessageDigest digest = Digest.newMessageDigest();

  public FieldsDigest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
    return this;
  }

  /** The digest of all added texts; nothing can be added afterwards. */
  public Digest digest() {
    return Digest.of(digest);
  }
}
