package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The bytes of an event or of a response: JSON, unless the function reads and writes a stream. */
public final class Payload {

  static final Payload EMPTY = of("");

  /** What Lambda's APIs for runtimes and extensions answer to accepted requests. */
  static final Payload TAKEN = of("{\"status\":\"OK\"}");

  /** The largest size in bytes of an event whose caller waits. */
  static final int REQUEST_LIMIT = 6 * 1024 * 1024;

  /** The largest size in bytes of a queued event. */
  static final int EVENT_LIMIT = 1024 * 1024;

  /** The largest size in bytes of a response: Lambda allows a little more than documented. */
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
