package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import javax.net.ssl.SSLException;

/**
 * Finds out how a registry is spoken to: HTTPS; plain HTTP only on loopback addresses, and where
 * the user calls the registry insecure.
 */
final class RegistryAddress {

  private static final int BAD_REQUEST = 400;

  private RegistryAddress() {}

  static URI find(String registry, Transport transport) throws IOException, LambdaImageException {
    URI https = URI.create("https://" + registry + "/");
    URI http = URI.create("http://" + registry + "/");
    if (Loopback.contains(String.valueOf(http.getHost()))) {
      return speaks(http, transport) ? http : https;
    }
    if (transport.isInsecure(registry)) {
      return speaksTls(https, transport) ? https : http;
    }
    return https;
  }

  /** Plain HTTP is asked first, because the JDK's TLS takes longer to start than a push. */
  private static boolean speaks(URI http, Transport transport)
      throws IOException, LambdaImageException {
    try (Response response = transport.send(Request.get(http.resolve("/v2/")))) {
      // "Client sent an HTTP request to an HTTPS server" is a 400; the protocol has none here.
      return response.status() != BAD_REQUEST;
    } catch (ConnectException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean speaksTls(URI https, Transport transport)
      throws IOException, LambdaImageException {
    try (Response response = transport.send(Request.get(https.resolve("/v2/")))) {
      return response.status() > 0;
    } catch (SSLException | ConnectException e) {
      return false;
    }
  }
}
