package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response, which is sent completely when the exchange is closed: headers and
 * body in one write. Headers are the bytes on the wire, one in each character.
 */
final class LoopbackExchange extends HttpExchange {

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int OK = 200;

  private final Socket socket;
  private final String method;
  private final URI uri;
  private final String protocol;
  private final Headers requestHeaders;
  private final InputStream requestBody;
  private final OutputStream out;
  private final Headers responseHeaders = new Headers();
  private final ByteArrayOutputStream responseBody = new ByteArrayOutputStream();
  private int status = -1;
  private boolean closed;

  LoopbackExchange(
      Socket socket,
      String method,
      URI uri,
      String protocol,
      Headers requestHeaders,
      InputStream requestBody,
      OutputStream out) {
    this.socket = socket;
    this.method = method;
    this.uri = uri;
    this.protocol = protocol;
    this.requestHeaders = requestHeaders;
    this.requestBody = requestBody;
    this.out = out;
  }

  /** Whether another request may follow on the connection: not without a response. */
  boolean isKept() {
    String wish = requestHeaders.getFirst("Connection");
    String kept = wish == null ? "" : wish.toLowerCase(Locale.ROOT);
    return status >= 0
        && (protocol.equals("HTTP/1.0") ? kept.contains("keep-alive") : !kept.contains("close"));
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public InputStream getRequestBody() {
    return requestBody;
  }

  @Override
  public OutputStream getResponseBody() {
    return responseBody;
  }

  /**
   * Sets the response's status.
   *
   * @param length ignored: the body that is written counts
   */
  @Override
  public void sendResponseHeaders(int code, long length) {
    status = code;
  }

  /** Sends the response, if there is one. */
  @Override
  public void close() {
    if (closed || status < 0) {
      return;
    }
    closed = true;
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    line(message, "HTTP/1.1 " + status + (status == OK ? " OK" : " "));
    boolean bodiless = status == NO_CONTENT || status == NOT_MODIFIED;
    if (!bodiless && !(isHead() && responseHeaders.containsKey("Content-Length"))) {
      responseHeaders.set("Content-Length", Integer.toString(responseBody.size()));
    }
    responseHeaders.set("Connection", isKept() ? "keep-alive" : "close");
    for (Map.Entry<String, List<String>> header : responseHeaders.entrySet()) {
      for (String value : header.getValue()) {
        line(message, header.getKey() + ": " + value);
      }
    }
    line(message, "");
    try {
      if (!isHead() && !bodiless) {
        responseBody.writeTo(message);
      }
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public String getProtocol() {
    return protocol;
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException("There is one handler for all paths");
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return null;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    throw new UnsupportedOperationException("Nothing is remembered");
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream output) {
    throw new UnsupportedOperationException("There are no filters");
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }

  private boolean isHead() {
    return method.equals("HEAD");
  }

  private static void line(ByteArrayOutputStream message, String line) {
    message.writeBytes((line + "\r\n").getBytes(ISO_8859_1));
  }
}
