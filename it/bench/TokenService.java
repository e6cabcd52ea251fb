import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A registry's token service on a loopback port, which gives everybody what they ask for: {@code
 * TokenService <port> <key.pem> <certificate.pem>}. It prints the scopes of each token that was asked
 * for, one token a line; those of {@code account=bench} are the bench's own and not printed.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">the specification</a>
 */
final class TokenService {

  private static final int SECONDS = 3600;

  private final PrivateKey key;
  private final String certificate;

  private TokenService(PrivateKey key, String certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    byte[] pkcs8 = Base64.getDecoder().decode(pem(arguments[1]));
    TokenService service =
        new TokenService(
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
            pem(arguments[2]));
    int port = Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 100);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/token", service::answer);
    server.start();
  }

  private static String pem(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> !line.startsWith("-----"))
        .collect(Collectors.joining());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<String> scopes = new ArrayList<>();
      boolean own = false;
      for (String parameter : exchange.getRequestURI().getRawQuery().split("&")) {
        String[] pair = parameter.split("=", 2);
        String value = URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
        if (pair[0].equals("scope")) {
          scopes.addAll(List.of(value.split(" ")));
        }
        own |= pair[0].equals("account") && value.equals("bench");
      }
      if (!own) {
        System.out.println(String.join(" ", scopes));
      }
      byte[] body = "{\"token\":\"%s\"}".formatted(token(scopes)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String token(List<String> scopes) throws GeneralSecurityException {
    String header =
        "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}".formatted(certificate);
    long now = Instant.now().getEpochSecond();
    String claims =
        "{\"iss\":\"bench\",\"sub\":\"\",\"aud\":\"registry\",\"nbf\":%d,\"iat\":%d,\"exp\":%d,\"jti\":\"1\",\"access\":[%s]}"
            .formatted(
                now - 10,
                now,
                now + SECONDS,
                scopes.stream().map(TokenService::access).collect(Collectors.joining(",")));
    String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  /** {@code repository:lambda/java:pull,push} as a claim. */
  private static String access(String scope) {
    String[] parts = scope.split(":");
    return "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[\"%s\"]}"
        .formatted(parts[0], parts[1], parts[2].replace(",", "\",\""));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
