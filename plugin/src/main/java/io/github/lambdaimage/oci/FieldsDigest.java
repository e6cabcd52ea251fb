package io.github.lambdaimage.oci;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A digest of texts, each with its length before it, so that no two lists of texts look alike. */
public final class FieldsDigest {

  private final MessageDigest digest = Digest.newMessageDigest();

  public FieldsDigest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
    return this;
  }

  /** The digest of all that was added; nothing more can be. */
  public Digest digest() {
    return Digest.of(digest);
  }
}
