package io.github.lambdaimage.registry;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection whose two directions can be used at the same time, as HTTP allows. */
final class RawConnection implements Closeable {

  private static final int OK = 200;

  /**
   * How TLS is used.
   *
   * @param checksName whether the certificate must be that of the host, as it always should
   */
  record Tls(SSLSocketFactory factory, boolean checksName) {

    private Socket over(Socket line, String host, int port) throws IOException {
      SSLSocket socket = (SSLSocket) factory.createSocket(line, host, port, true);
      if (checksName) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return socket;
    }
  }

  private final Socket line;
  private final Socket socket;

  private RawConnection(Socket line, Socket socket) {
    this.line = line;
    this.socket = socket;
  }

  /**
   * Connects to a URL.
   *
   * @param proxy that the user configures
   * @param tls if the URL needs it
   * @return empty if the JDK would use a way that is not supported here
   */
  static Optional<RawConnection> open(
      URI uri, @Nullable HttpProxy proxy, Tls tls, Timeouts timeouts) throws IOException {
    if (proxy == null && !isDirect(uri)) {
      return Optional.empty();
    }
    URL url = uri.toURL();
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    boolean secure = url.getProtocol().equals("https");
    Socket line = new Socket(Proxy.NO_PROXY);
    RawConnection opened = null;
    try {
      line.connect(
          proxy == null ? new InetSocketAddress(url.getHost(), port) : proxy.socketAddress(),
          Math.toIntExact(timeouts.connect().toMillis()));
      line.setTcpNoDelay(true);
      line.setSoTimeout(Math.toIntExact(timeouts.answer().toMillis()));
      if (proxy == null || !secure || tunnel(line, url.getHost() + ":" + port, proxy)) {
        Socket socket = secure ? tls.over(line, url.getHost(), port) : line;
        line.setSoTimeout(Math.toIntExact(timeouts.commit().toMillis()));
        opened = new RawConnection(line, socket);
      }
      return Optional.ofNullable(opened);
    } finally {
      if (opened == null) {
        line.close();
      }
    }
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** Frees threads that read or write: closing TLS would wait for a write that hangs. */
  @Override
  public void close() throws IOException {
    line.close();
  }

  /** Whether there is no proxy in the JDK's system properties. */
  private static boolean isDirect(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
    return proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT;
  }

  /** Whether the proxy opens a tunnel; one that wants more than a password is left to the JDK. */
  private static boolean tunnel(Socket line, String target, HttpProxy proxy) throws IOException {
    StringBuilder head = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(target).append("\r\n");
    Credential credential = proxy.credential();
    if (credential != null) {
      head.append("Proxy-Authorization: ").append(credential.basic()).append("\r\n");
    }
    line.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    return RawAnswer.readHead(line.getInputStream()).status() == OK;
  }
}
