package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.Headers;
import io.github.lambdaimage.message.Quotation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets programs of this machine in, and keeps out what a web page of another site has a browser
 * send: it would call the function with the developer's credentials. A page whose name was made to
 * lead here shows in {@code Host}, all others in {@code Origin} or, without it, {@code
 * Sec-Fetch-Site}.
 *
 * @param names of this machine, beside those of the loopback, in small letters
 */
record OnlyFromHere(Set<String> names) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST_SHOWN = 80;

  /** Why a request is refused, as a sentence; empty if it is not. */
  Optional<String> refusal(Headers headers) {
    String host = headers.getFirst("Host");
    if (!isHere(host)) {
      return Optional.of(
          "Refused: the header 'Host' is '%s', and only this machine may ask. Use 'localhost'."
              .formatted(shown(host)));
    }
    String origin = headers.getFirst("Origin");
    if (origin != null) {
      // A page of '127.0.0.1' that asks 'localhost' is of another site to a browser, but from here.
      return isHere(host(origin))
          ? Optional.empty()
          : Optional.of(
              "Refused: the header 'Origin' is '%s', and no web page of another site may ask. Ask from a page of 'localhost', or without a browser."
                  .formatted(shown(origin)));
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    if (site != null && site.equals("cross-site")) {
      return Optional.of(
          "Refused: the header 'Sec-Fetch-Site' is 'cross-site', and no web page of another site"
              + " may ask. Ask from a page of 'localhost', or without a browser.");
    }
    return Optional.empty();
  }

  private boolean isHere(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String name = (hasPort ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || names.contains(name);
  }

  /** Of an origin, which has no path; what has no host is no name of this machine. */
  private static String host(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "" : origin.substring(scheme + 3);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "" : Quotation.of(value, LONGEST_SHOWN);
  }
}
