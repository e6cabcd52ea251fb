package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Daemon;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request with a body, and meanwhile reads the answer: a registry, or a proxy before it,
 * may refuse a body long before its end, and then close the connection.
 */
final class WatchedUpload {

  private static final int BUFFER = 128 * 1024;

  private final Request request;
  private final Request.Body body;
  private final RawConnection connection;
  private final Timeouts timeouts;
  private final Progress progress;
  private final AtomicLong sent = new AtomicLong();
  private volatile @Nullable IOException sourceFailure;

  WatchedUpload(
      Request request,
      Request.Body body,
      RawConnection connection,
      Timeouts timeouts,
      Progress progress) {
    this.request = request;
    this.body = body;
    this.connection = connection;
    this.timeouts = timeouts;
    this.progress = progress;
  }

  /**
   * Sends it, once.
   *
   * @param content the bytes of the body
   * @param proxy that the connection uses
   */
  Response run(InputStream content, @Nullable HttpProxy proxy) throws IOException {
    InputStream in = new BufferedInputStream(connection.in());
    byte[] head = head(proxy).getBytes(StandardCharsets.UTF_8);
    FutureTask<RawAnswer> answer = new FutureTask<>(() -> RawAnswer.read(in));
    FutureTask<Void> sending =
        new FutureTask<>(
            () -> {
              send(head, content, answer);
              return null;
            });
    Daemon.start("lambda-image-answer", answer);
    Daemon.start("lambda-image-upload", sending);
    RawAnswer read = await(answer, sending);
    return new Response(
        request, read.status(), read, new ByteArrayInputStream(read.body()), () -> {});
  }

  private String head(@Nullable HttpProxy proxy) {
    URI uri = request.uri();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query;
    // For TLS, a proxy only tunnels the connection and reads nothing.
    HttpProxy reader = "http".equalsIgnoreCase(uri.getScheme()) ? proxy : null;
    String host = RegistryHost.of(uri).toString();
    StringBuilder head = new StringBuilder(request.method() + " ");
    head.append(URI.create(reader != null ? "http://" + host + path : path).toASCIIString());
    head.append(" HTTP/1.1\r\n");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Host", host);
    fields.put("User-Agent", Transport.USER_AGENT);
    fields.put("Content-Length", Long.toString(body.length()));
    fields.put("Connection", "close");
    Credential credential = reader == null ? null : reader.credential();
    if (credential != null) {
      fields.put("Proxy-Authorization", credential.basic());
    }
    fields.putAll(request.headers());
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
  }

  private void send(byte[] head, InputStream content, FutureTask<RawAnswer> answer)
      throws IOException {
    OutputStream out = connection.out();
    out.write(head);
    byte[] buffer = new byte[BUFFER];
    long left = body.length();
    while (left > 0 && !answer.isDone()) {
      int read = read(content, buffer, left);
      // Before they go: the answer to the last bytes may come before this thread goes on.
      progress.transferred(read);
      out.write(buffer, 0, read);
      left -= read;
      sent.addAndGet(read);
    }
    out.flush();
  }

  /** Reads the bytes to send; without them there will be no answer. */
  private int read(InputStream content, byte[] buffer, long left) throws IOException {
    try {
      int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException(left + " bytes less came to be sent than there should be");
      }
      return read;
    } catch (IOException | RuntimeException e) {
      sourceFailure = unwrapped(e);
      connection.close();
      throw e;
    }
  }

  /** Waits as long as the body makes progress, and then for the registry's answer. */
  private RawAnswer await(FutureTask<RawAnswer> answer, FutureTask<Void> sending)
      throws IOException {
    long before = -1;
    while (true) {
      boolean isSent = sending.isDone();
      try {
        return answer.get(
            (isSent ? timeouts.commit() : timeouts.answer()).toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = sent.get();
        if (isSent) {
          throw new SocketTimeoutException("no answer to " + now + " bytes");
        }
        if (now == before && !sending.isDone()) {
          throw new SocketTimeoutException("it took no more after " + now + " bytes");
        }
        before = now;
      } catch (ExecutionException e) {
        IOException failure = sourceFailure;
        throw failure == null ? unwrapped(e.getCause()) : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while sending");
      }
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
