package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registry, or another server, by host and effective port: {@code r.test}, {@code R.test:443} and
 * {@code https://r.test/} are the same.
 *
 * <p>Not a record: its {@code equals} is used in every push, and that of a record takes a cold JVM
 * longer than a request.
 */
public final class RegistryHost {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int LARGEST_PORT = 65_535;

  /** The host behind the usual name. */
  private static final String DOCKER_HUB = "registry-1.docker.io";

  private final String text;
  private final String host;
  private final int port;

  private RegistryHost(String text, String host, int port) {
    this.text = text;
    this.host = host.toLowerCase(Locale.ROOT);
    this.port = port;
  }

  /**
   * Parses {@code host} or {@code host:port}; an IPv6 address is in brackets.
   *
   * @throws LambdaImageException when it is neither
   */
  public static RegistryHost parse(String text) throws LambdaImageException {
    RegistryHost parsed = read(text);
    if (parsed == null) {
      throw new LambdaImageException(
          "'"
              + Quotation.ofHost(text)
              + "' is not the host of a registry. Write it as 'registry.example.com' or 'registry.example.com:5000'.");
    }
    return parsed;
  }

  /** Whether it is Docker Hub, whose logins have other names. */
  public boolean isDockerHub() {
    return canonical().equals(DOCKER_HUB);
  }

  /** Like {@link #parse}, but empty for an invalid host. */
  public static Optional<RegistryHost> find(String text) {
    return Optional.ofNullable(read(text));
  }

  /** The host of a URL, without the URL's user. */
  public static RegistryHost of(URI uri) {
    int standard = "http".equalsIgnoreCase(uri.getScheme()) ? HTTP : HTTPS;
    String host = uri.getHost();
    if (host == null) {
      String authority = String.valueOf(uri.getAuthority());
      String withoutUser = authority.substring(authority.lastIndexOf('@') + 1);
      // Java's URI does not accept hosts with "_", which container networks have.
      int colon = withoutUser.lastIndexOf(':');
      int port = colon < 0 ? 0 : port(withoutUser.substring(colon + 1));
      return port > 0
          ? new RegistryHost(withoutUser, withoutUser.substring(0, colon), port)
          : new RegistryHost(withoutUser, withoutUser, standard);
    }
    int port = uri.getPort();
    return port < 0
        ? new RegistryHost(host, host, standard)
        : new RegistryHost(host + ":" + port, host, port);
  }

  private static @Nullable RegistryHost read(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']');
    String host = hasPort ? text.substring(0, colon) : text;
    int port = hasPort ? port(text.substring(colon + 1)) : HTTPS;
    return port > 0 && isHost(host) ? new RegistryHost(text, host, port) : null;
  }

  private static int port(String digits) {
    int port = 0;
    for (int i = 0; i < digits.length() && port <= LARGEST_PORT; i++) {
      char digit = digits.charAt(i);
      if (digit < '0' || digit > '9') {
        return 0;
      }
      port = 10 * port + digit - '0';
    }
    return port <= LARGEST_PORT ? port : 0;
  }

  private static boolean isHost(String host) {
    boolean brackets = host.startsWith("[");
    if (host.isEmpty() || brackets != host.endsWith("]")) {
      return false;
    }
    String more = brackets ? "[:.]%" : "-._";
    for (int i = 0; i < host.length(); i++) {
      char letter = Character.toLowerCase(host.charAt(i));
      boolean plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      if (!plain && more.indexOf(letter) < 0) {
        return false;
      }
    }
    return true;
  }

  /** In lower case and without a port; an IPv6 address in brackets. */
  public String host() {
    return host;
  }

  /** In lower case, with a port only if it is not that of HTTPS: one text for each registry. */
  public String canonical() {
    return port == HTTPS ? host : host + ":" + port;
  }

  /**
   * The texts under which something may be stored about it: as it is written here, then with the
   * port, then, if that is the default, without.
   */
  public List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(text);
    names.add(host + ":" + port);
    names.add(canonical());
    return List.copyOf(names);
  }

  /** Whether a text, such as the host in an image's name, means this registry. */
  public boolean isNamed(String other) {
    return equals(read(other));
  }

  /**
   * Whether a URL leads to this registry. One with the default port may be reached at the default
   * port of either protocol.
   */
  boolean isAt(URI uri) {
    RegistryHost other = of(uri);
    boolean usual = port == HTTPS && other.port == HTTP && "http".equalsIgnoreCase(uri.getScheme());
    return host.equals(other.host) && (port == other.port || usual);
  }

  /**
   * Whether it is this machine. Only numbers count: a name such as 127.example.com may be
   * anybody's.
   */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("[::1]") || isIpv4Loopback();
  }

  private boolean isIpv4Loopback() {
    int dots = 0;
    int digits = 0;
    for (int i = 0; i < host.length(); i++) {
      char letter = host.charAt(i);
      if (letter == '.') {
        dots++;
        digits = 0;
      } else if (letter < '0' || letter > '9' || ++digits > 3) {
        return false;
      }
    }
    return host.startsWith("127.") && dots == 3 && digits > 0 && !host.contains("..");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegistryHost that && host.equals(that.host) && port == that.port;
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
