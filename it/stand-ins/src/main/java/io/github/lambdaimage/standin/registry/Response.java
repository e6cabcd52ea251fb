package io.github.lambdaimage.standin.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One HTTP response. */
public record Response(int status, Headers headers, Body body) {

  /** What follows the headers, {@code length} bytes. */
  public record Body(long length, Writer writer) {}

  /** Writes a body. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  public static Response of(int status) {
    return new Response(status, new Headers(), new Body(0, out -> {}));
  }

  public Response header(String name, String value) {
    headers.set(name, value);
    return this;
  }

  public Response json(String text) {
    return bytes("application/json", text.getBytes(UTF_8));
  }

  public Response bytes(String contentType, byte[] content) {
    return body(contentType, new Body(content.length, out -> out.write(content)));
  }

  /** {@code length} bytes of a file, from {@code start}. */
  public Response file(Path file, long start, long length) {
    return body(
        "application/octet-stream", new Body(length, out -> copy(file, start, length, out)));
  }

  private Response body(String contentType, Body content) {
    return new Response(status, headers, content).header("Content-Type", contentType);
  }

  private static void copy(Path file, long start, long length, OutputStream out)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      byte[] buffer = new byte[1 << 16];
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
