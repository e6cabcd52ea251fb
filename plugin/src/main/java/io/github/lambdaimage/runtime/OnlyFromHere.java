package io.github.lambdaimage.runtime;

import com.sun.net.httpserver.Headers;
import io.github.lambdaimage.message.Quotation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accepts requests of programs of this machine, and refuses those that a web page of another site
 * has a browser send: they would call the function with the developer's credentials. A page whose
 * host name was pointed here is recognised by {@code Host}, all others by {@code Origin} or,
 * without it, {@code Sec-Fetch-Site}.
 *
 * @param names of this machine, in addition to those of the loopback, in lower case
 */
record OnlyFromHere(Set<String> names) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST_SHOWN = 80;

  /** Why a request is refused, as a sentence; empty if it is accepted. */
  Optional<String> refusal(Headers headers) {
    String host = headers.getFirst("Host");
    if (!isHere(host)) {
      return Optional.of(
          "Refused: the header 'Host' is '%s', and only this machine may ask. Use 'localhost'."
              .formatted(shown(host)));
    }
    String origin = headers.getFirst("Origin");
    if (origin != null) {
      // For a browser, a page of '127.0.0.1' and 'localhost' are different sites, but both are
      // local.
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

  /** The host of an origin, which has no path; without a host, it is not this machine. */
  private static String host(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "" : origin.substring(scheme + 3);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "" : Quotation.of(value, LONGEST_SHOWN);
  }
}
