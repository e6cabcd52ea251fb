package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection, with its requests one after the other. */
final class LoopbackConnection {

  private static final int LONGEST_HEAD = 64 * 1024;
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private final Socket socket;
  private final OnlyFromHere guard;
  private final LoopbackServer.Handler handler;
  private final InputStream in;
  private final OutputStream out;

  LoopbackConnection(Socket socket, OnlyFromHere guard, LoopbackServer.Handler handler)
      throws IOException {
    this.socket = socket;
    this.guard = guard;
    this.handler = handler;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Answers until the client has no more requests. */
  void serve() throws IOException, InterruptedException {
    boolean kept = true;
    while (kept) {
      LoopbackExchange exchange;
      try {
        exchange = read();
      } catch (ProtocolException e) {
        out.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
        return;
      }
      if (exchange == null) {
        return;
      }
      try (exchange) {
        answer(exchange);
      }
      // The rest of the request would be read as the next one.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      kept = exchange.isKept();
    }
  }

  private void answer(LoopbackExchange exchange) throws IOException, InterruptedException {
    Optional<String> refusal = guard.refusal(exchange.getRequestHeaders());
    if (refusal.isPresent()) {
      RefusedRequest refused = new RefusedRequest(403, "AccessDeniedException", refusal.get());
      refused.answer(exchange);
    } else {
      handler.answer(exchange);
    }
  }

  /** The next request, or {@code null} at the end. */
  private @Nullable LoopbackExchange read() throws IOException {
    String line = line(LONGEST_HEAD);
    while (line != null && line.isEmpty()) {
      line = line(LONGEST_HEAD);
    }
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("This is not an HTTP/1 request");
    }
    Headers headers = headers(LONGEST_HEAD - line.length());
    return new LoopbackExchange(
        socket, parts[0], RequestTarget.parse(parts[1]), parts[2], headers, body(headers), out);
  }

  private Headers headers(int longest) throws IOException {
    Headers headers = new Headers();
    int left = longest;
    while (true) {
      String line = line(left);
      if (line == null) {
        throw new ProtocolException("The request ends before its headers do");
      }
      if (line.isEmpty()) {
        return headers;
      }
      left -= line.length();
      int colon = line.indexOf(':');
      if (colon <= 0 || line.indexOf('\r') >= 0) {
        throw new ProtocolException("This is not a header");
      }
      headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
  }

  private InputStream body(Headers headers) throws IOException {
    String encoding = headers.getFirst("Transfer-Encoding");
    String length = headers.getFirst("Content-Length");
    if (encoding == null && length == null) {
      return InputStream.nullInputStream();
    }
    String expected = headers.getFirst("Expect");
    if (expected != null && expected.toLowerCase(Locale.ROOT).equals("100-continue")) {
      out.write(CONTINUE);
    }
    if (encoding != null) {
      if (length != null || !encoding.toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new ProtocolException("A body is either counted or comes in chunks");
      }
      return new MessageBody(in);
    }
    return new MessageBody(in, MessageBody.size(length, 10));
  }

  /** A line without its end, or {@code null} at the end. */
  private @Nullable String line(int longest) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        return null;
      }
      if (line.size() >= longest) {
        throw new ProtocolException("The head of the request is too long");
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
