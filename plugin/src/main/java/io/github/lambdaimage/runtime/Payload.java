package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The bytes of an event or of an answer: JSON, unless the function reads and writes a stream. */
public final class Payload {

  static final Payload EMPTY = of("");

  /** What Lambda's APIs for runtimes and extensions answer to what they take. */
  static final Payload TAKEN = of("{\"status\":\"OK\"}");

  /** The most bytes of an event whose answer is waited for. */
  static final int REQUEST_LIMIT = 6 * 1024 * 1024;

  /** The most bytes of an event that is queued. */
  static final int EVENT_LIMIT = 1024 * 1024;

  /** The most bytes of an answer: Lambda allows some beside what it says. */
  static final int RESPONSE_LIMIT = REQUEST_LIMIT + 100;

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Payload of(byte[] bytes) {
    return new Payload(bytes.clone());
  }

  public static Payload of(String text) {
    return new Payload(text.getBytes(UTF_8));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  public int size() {
    return bytes.length;
  }

  /** As UTF-8. */
  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
