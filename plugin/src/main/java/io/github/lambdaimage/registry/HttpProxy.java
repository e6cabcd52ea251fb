package io.github.lambdaimage.registry;

import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that speaks HTTP.
 *
 * @param credential {@code null} if it asks for none
 */
public record HttpProxy(String host, int port, @Nullable Credential credential) {

  Proxy address() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  /** Readies a connection for what the proxy may ask. */
  void authenticate(HttpURLConnection connection) {
    if (credential == null) {
      return;
    }
    if (connection.getURL().getProtocol().equals("http")) {
      // A body that is streamed cannot be sent again when the proxy asks, so it need not ask.
      connection.setRequestProperty("Proxy-Authorization", credential.basic());
    }
    PasswordAuthentication answer =
        new PasswordAuthentication(credential.username(), credential.password().toCharArray());
    connection.setAuthenticator(
        new Authenticator() {
          @Override
          protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? answer : null;
          }
        });
  }
}
