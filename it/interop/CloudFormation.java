import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * AWS CloudFormation for a stack that is not there and cannot be made: writes down what it was asked
 * to do, a request a line, and refuses it.
 */
public final class CloudFormation {

  private static final String REFUSAL =
      "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>"
          + "<Message>Stack with id price-order does not exist</Message></Error></ErrorResponse>";

  private CloudFormation() {}

  /** Arguments: the file for the requests, and the one for the server's address. */
  public static void main(String[] arguments) throws IOException {
    Path requests = Path.of(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Files.writeString(
              requests, form + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          byte[] answer = REFUSAL.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/xml");
          exchange.sendResponseHeaders(400, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Path address = Path.of(arguments[1]);
    Path part = address.resolveSibling("address.part");
    Files.writeString(part, "http://127.0.0.1:" + server.getAddress().getPort());
    Files.move(part, address);
  }
}
