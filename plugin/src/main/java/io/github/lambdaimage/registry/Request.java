package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that can be sent again.
 *
 * @param body {@code null} for none
 */
record Request(String method, URI uri, Map<String, String> headers, @Nullable Body body) {

  /** Longer than a repository's name and a digest. */
  private static final int LONGEST_PATH = 512;

  /**
   * The bytes of a request.
   *
   * @param length in bytes
   */
  record Body(long length, Content content) {

    static Body of(byte[] bytes) {
      return new Body(bytes.length, () -> new ByteArrayInputStream(bytes));
    }
  }

  /** Opens the bytes, once for each time that the request is sent. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException, LambdaImageException;
  }

  static Request get(URI uri) {
    return new Request("GET", uri, Map.of(), null);
  }

  static Request head(URI uri) {
    return new Request("HEAD", uri, Map.of(), null);
  }

  static Request post(URI uri) {
    return new Request("POST", uri, Map.of(), Body.of(new byte[0]));
  }

  static Request put(URI uri, Body body) {
    return new Request("PUT", uri, Map.of(), body);
  }

  Request with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Request(method, uri, more, body);
  }

  Request to(URI other) {
    return new Request(method, other, headers, body);
  }

  /** A text without the login of the request, in any encoding. */
  String withoutSecrets(String text) {
    String login = headers.get("Authorization");
    if (login == null) {
      return text;
    }
    String shown = login.substring(login.indexOf(' ') + 1);
    return Credential.hide(text, shown, Credential.passwordOf(login));
  }

  /** Its name in messages; without the query, which may contain a session's secret. */
  @Override
  public String toString() {
    String path = String.valueOf(uri.getPath());
    return method
        + " "
        + uri.getScheme()
        + "://"
        + RegistryHost.of(uri)
        + Quotation.of(path, LONGEST_PATH);
  }
}
