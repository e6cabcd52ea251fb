package io.github.lambdaimage.registry;

import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy. It is created once and kept: the JDK reuses an open connection, and what it knows
 * of the proxy's password, only with the same authenticator.
 */
public final class HttpProxy {

  private final String host;
  private final int port;
  private final @Nullable Credential credential;
  private final @Nullable Authenticator authenticator;

  /**
   * A proxy.
   *
   * @param credential {@code null} if it needs none
   */
  public HttpProxy(String host, int port, @Nullable Credential credential) {
    this.host = host;
    this.port = port;
    this.credential = credential;
    this.authenticator = credential == null ? null : new Login(credential);
  }

  Proxy address() {
    return new Proxy(Proxy.Type.HTTP, socketAddress());
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Nullable Credential credential() {
    return credential;
  }

  /** Prepares a connection for the proxy's authentication. */
  void authenticate(HttpURLConnection connection) {
    if (credential == null) {
      return;
    }
    if (connection.getURL().getProtocol().equals("http")) {
      // A streamed body cannot be sent again when the proxy asks, so send the login at once.
      connection.setRequestProperty("Proxy-Authorization", credential.basic());
    }
    connection.setAuthenticator(authenticator);
  }

  /** {@code host:port}, without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }

  private static final class Login extends Authenticator {

    private final Credential credential;

    Login(Credential credential) {
      this.credential = credential;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(credential.username(), credential.password().toCharArray())
          : null;
    }
  }
}
