package io.github.lambdaimage.standin.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** An answer, head and all, as it goes over the wire; the connection is closed after it. */
@FunctionalInterface
public interface HostileAnswer {

  /**
   * Writes it.
   *
   * @param good what would be the body of a good answer
   */
  void write(OutputStream out, byte[] good) throws IOException;

  /** Text, of which not even the first line is added to. */
  static HostileAnswer raw(String text) {
    return (out, good) -> out.write(text.getBytes(ISO_8859_1));
  }

  /** A status with headers, such as {@code Retry-After: 1}, and no body. */
  static HostileAnswer status(int status, String... headers) {
    return (out, good) -> out.write(head(status, 0, headers));
  }

  /** A good answer to a HEAD with other headers. */
  static HostileAnswer head(String... headers) {
    return (out, good) -> out.write(head(200, good.length, headers));
  }

  /** Another body than the right one, of whatever length. */
  static HostileAnswer body(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return (out, good) -> {
      out.write(head(200, bytes.length));
      out.write(bytes);
    };
  }

  /** The right body with another byte in it. */
  static HostileAnswer damaged() {
    return (out, good) -> {
      byte[] other = good.clone();
      other[other.length / 2] ^= 1;
      out.write(head(200, other.length));
      out.write(other);
    };
  }

  /** The right body, and more of it. */
  static HostileAnswer andMore() {
    return (out, good) -> {
      byte[] more = Arrays.copyOf(good, good.length * 2);
      out.write(head(200, more.length));
      out.write(more);
    };
  }

  /** Half of what the head promises. */
  static HostileAnswer half() {
    return (out, good) -> {
      out.write(head(200, good.length));
      out.write(good, 0, good.length / 2);
    };
  }

  /** A shorter body than the right one, which is said to be all. */
  static HostileAnswer shorter() {
    return (out, good) -> {
      out.write(head(200, good.length / 2));
      out.write(good, 0, good.length / 2);
    };
  }

  /** Text, and then other text again and again for as long as anybody takes it. */
  static HostileAnswer endless(String begin, String again) {
    byte[] much = again.repeat(Math.max(1, 65_536 / again.length())).getBytes(ISO_8859_1);
    return (out, good) -> {
      out.write(begin.getBytes(ISO_8859_1));
      while (true) {
        out.write(much);
      }
    };
  }

  /** A body without an end, in chunks. */
  static HostileAnswer endlessChunks(int status) {
    String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";
    return endless("HTTP/1.1 " + status + " So\r\nTransfer-Encoding: chunked\r\n\r\n", chunk);
  }

  /** The head of an answer. */
  private static byte[] head(int status, long length, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " So\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("Content-Length: ")
        .append(length)
        .append("\r\n\r\n")
        .toString()
        .getBytes(ISO_8859_1);
  }
}
