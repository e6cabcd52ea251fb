package io.github.lambdaimage.front;

/** The bytes of a request or of a response. */
public final class Body {

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  static Body of(byte[] bytes) {
    return new Body(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  public int size() {
    return bytes.length;
  }
}
