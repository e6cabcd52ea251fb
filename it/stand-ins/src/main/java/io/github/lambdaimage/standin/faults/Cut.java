package io.github.lambdaimage.standin.faults;

import static java.io.OutputStream.nullOutputStream;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.RegistryException;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.io.IOException;
import java.io.InputStream;

/** Connections that break: an exception makes the server close them without an answer. */
final class Cut {

  private Cut() {}

  static Response inBody(Request request, Endpoint registry) throws IOException {
    long length = Long.parseLong(request.header("Content-Length").orElse("0"));
    if (length > 0 || request.header("Transfer-Encoding").isPresent()) {
      readHalf(request.body(), length);
      throw new IOException("Cut in the request's body");
    }
    Response whole = answer(request, registry);
    if (request.method().equals("HEAD") || whole.body().length() == 0) {
      throw new IOException("Cut before an answer that has no body");
    }
    return new Response(whole.status(), whole.headers(), half(whole.body()));
  }

  static Response afterBody(Request request) throws IOException {
    request.body().transferTo(nullOutputStream());
    throw new IOException("Cut after the request's body");
  }

  static Response beforeAnswer(Request request, Endpoint registry) throws IOException {
    answer(request, registry);
    throw new IOException("Cut before the answer");
  }

  /** What would have been the answer, a refusal included. */
  private static Response answer(Request request, Endpoint registry) throws IOException {
    try {
      return registry.answer(request);
    } catch (RegistryException e) {
      return e.response();
    }
  }

  private static void readHalf(InputStream body, long length) throws IOException {
    byte[] buffer = new byte[1 << 13];
    long left = Math.max(1, length / 2);
    int read = 0;
    while (left > 0 && read >= 0) {
      read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
      left -= read;
    }
  }

  /** A body that promises its whole length. */
  private static Response.Body half(Response.Body whole) {
    long length = whole.length();
    return new Response.Body(
        length, out -> whole.writer().writeTo(new BreakingOutputStream(out, length / 2)));
  }
}
