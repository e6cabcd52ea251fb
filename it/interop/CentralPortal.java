import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Maven Central's portal, as far as an upload sees it: keeps the bundle in a file and calls it
 * valid. Writes its address to a file, and runs until it is ended.
 */
public final class CentralPortal {

  private static final String ID = "28570f16-da32-4c14-bd2e-c1acc0782365";

  private CentralPortal() {}

  /** Arguments: the file for the address, the file for the bundle. */
  public static void main(String[] arguments) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Path bundle = Path.of(arguments[1]);
    server.createContext("/api/v1/publisher/upload", it -> {
      String authorization = it.getRequestHeaders().getFirst("Authorization");
      if (authorization == null) {
        answer(it, 401, "");
      } else {
        Files.write(bundle, zipIn(it.getRequestBody().readAllBytes()));
        answer(it, 201, ID);
      }
    });
    server.createContext("/api/v1/publisher/status", it -> answer(it, 200,
        "{\"deploymentId\": \"" + ID + "\", \"deploymentName\": \"\", \"deploymentState\": \"VALIDATED\", \"purls\": []}"));
    server.start();
    Path address = Path.of(arguments[0]);
    Path unfinished = address.resolveSibling(address.getFileName() + ".new");
    Files.writeString(unfinished, "http://127.0.0.1:" + server.getAddress().getPort());
    Files.move(unfinished, address);
  }

  /** The one part of a multipart body: what is between its first empty line and the last boundary. */
  private static byte[] zipIn(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String boundary = text.substring(0, text.indexOf("\r\n"));
    return text.substring(text.indexOf("\r\n\r\n") + 4, text.lastIndexOf("\r\n" + boundary))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (!body.startsWith(ID)) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
