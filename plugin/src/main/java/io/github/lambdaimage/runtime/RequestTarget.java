package io.github.lambdaimage.runtime;

import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;

/** The URL in the first line of a request. */
final class RequestTarget {

  /**
   * Characters that {@link URI} refuses, but browsers and other clients send.
   *
   * @see <a href="https://url.spec.whatwg.org/#percent-encoded-bytes">URL Standard</a>
   */
  private static final String REFUSED = "\"<>\\^`{|}";

  private static final char LAST_OF_ASCII = '~';
  private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

  private RequestTarget() {}

  /**
   * Parses it.
   *
   * @param target the bytes on the wire, one in each character
   * @throws ProtocolException when it has no path
   */
  static URI parse(String target) throws ProtocolException {
    String encoded = encoded(target);
    try {
      // Otherwise, what follows two slashes would be taken for a host.
      URI uri = new URI(encoded.startsWith("//") ? "http://localhost" + encoded : encoded);
      if (uri.getRawPath() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      ProtocolException failure = new ProtocolException("This is not an address");
      failure.initCause(e);
      throw failure;
    }
    throw new ProtocolException("This is an address without a path");
  }

  private static String encoded(String target) {
    // Brackets before a path may belong to a host; in a query they are allowed.
    int query = target.indexOf('?');
    int pathEnd = target.startsWith("/") ? (query < 0 ? target.length() : query) : 0;
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < target.length(); i++) {
      char next = target.charAt(i);
      boolean bracket = (next == '[' || next == ']') && i < pathEnd;
      boolean percent = next == '%' && !isEncoded(target, i);
      if (bracket || percent || next > LAST_OF_ASCII || REFUSED.indexOf(next) >= 0) {
        encoded.append('%').append(HEXADECIMAL.toHexDigits((byte) next));
      } else {
        encoded.append(next);
      }
    }
    return encoded.toString();
  }

  private static boolean isEncoded(String target, int percent) {
    return percent + 2 < target.length()
        && HexFormat.isHexDigit(target.charAt(percent + 1))
        && HexFormat.isHexDigit(target.charAt(percent + 2));
  }
}
