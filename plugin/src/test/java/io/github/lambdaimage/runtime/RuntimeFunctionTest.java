package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a runtime that does not get as far as AWS's client. */
class RuntimeFunctionTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  @TempDir Path taskRoot;

  private final List<String> output = new CopyOnWriteArrayList<>();

  @Test
  void aJvmThatDoesNotStartIsAnExit() throws Exception {
    try (RuntimeFunction function = function(JAVA, "-XX:NoSuchOption")) {
      Answer answer = function.invoke(Invocation.of(Payload.of("{}")));

      assertThat(answer.kind()).isEqualTo(Answer.Kind.EXIT);
      assertThat(answer.stackTrace()).contains("Runtime.ExitError", "exit status 1");
      assertThat(output).anyMatch(line -> line.contains("NoSuchOption"));
      assertThatThrownBy(function::start)
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContaining("exit status 1");
    }
  }

  @Test
  void theEndpointAnswersSuchAProcessWithABadGateway() throws Exception {
    try (RuntimeFunction function = function(JAVA, "-cp", taskRoot.toString());
        LocalEndpoint endpoint = LocalEndpoint.start(0, function, output::add)) {
      HttpResponse<String> answer = post(endpoint.url());

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("\"errorType\":\"Runtime.ExitError\"");
      assertThat(output).anyMatch(line -> line.contains("AWSLambda"));
      assertThat(post(endpoint.url().replace("invocations", "others")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (RuntimeFunction function = function(JAVA);
        LocalEndpoint first = LocalEndpoint.start(0, function, output::add)) {
      int port = URI.create(first.url()).getPort();

      assertThatThrownBy(() -> LocalEndpoint.start(port, function, output::add))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContainingAll("Port '" + port + "'", "-Dlambda-image.port=");
    }
  }

  @Test
  void aJavaThatIsNotThereIsNamed() {
    Path java = taskRoot.resolve("bin/java");
    try (RuntimeFunction function = function(java)) {
      assertThatThrownBy(() -> function.invoke(Invocation.of(Payload.of("{}"))))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContaining("'" + java + "'");
    }
  }

  @Test
  void nothingIsStartedAfterTheEnd() {
    RuntimeFunction function = function(JAVA);
    function.close();

    assertThatThrownBy(function::start).isInstanceOf(LambdaImageException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aJvmEndsInOrder() throws Exception {
    try (RuntimeFunction function =
        new RuntimeFunction(
            ScriptedRuntime.ScriptedLaunch.of(Map.of()), Duration.ofSeconds(60), output::add)) {
      assertThat(function.terminate(Duration.ofSeconds(60))).isTrue();
      assertThat(function.start()).isPositive();
      assertThat(function.terminate(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(output).containsExactly("in order");
  }

  private RuntimeFunction function(Path java, String... options) {
    return new RuntimeFunction(
        new HostLaunch(
            java,
            List.of(options),
            taskRoot,
            taskRoot,
            Map.of(),
            FunctionIdentity.DEFAULT,
            "com.example.Handler"),
        Duration.ofSeconds(30),
        output::add);
  }

  private static HttpResponse<String> post(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());
  }
}
