import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** What a container would be to Maven: a runtime that asks for events, and answers with each itself or as an error. */
public class Runtime {

  public static void main(String[] arguments) throws Exception {
    System.out.println("Greets with the secret " + System.getenv("AWS_SECRET_ACCESS_KEY"));
    HttpClient http = HttpClient.newHttpClient();
    String invocation = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
    while (true) {
      var next = http.send(HttpRequest.newBuilder(URI.create(invocation + "next")).build(), BodyHandlers.ofString());
      String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
      URI answer = URI.create(invocation + id + (next.body().equals("\"fail\"") ? "/error" : "/response"));
      http.send(HttpRequest.newBuilder(answer).POST(BodyPublishers.ofString(next.body())).build(), BodyHandlers.discarding());
    }
  }
}
