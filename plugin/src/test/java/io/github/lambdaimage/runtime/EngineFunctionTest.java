package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.Timeouts;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // The engine is a shell script.
class EngineFunctionTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

  @TempDir Path directory;

  private final List<String> output = new CopyOnWriteArrayList<>();

  @Test
  void aContainerAnswersAndIsGoneAfterwards() throws Exception {
    ContainerEngine engine = engine();
    try (EngineFunction function = load(engine, settings(OptionalInt.empty()))) {
      assertThat(function.start()).isPositive();
      assertThat(invoke(function, "[1]").body()).hasToString("[1]");
      assertThat(invoke(function, "[1]").kind()).isEqualTo(Answer.Kind.RESPONSE);
      assertThat(invoke(function, "\"fail\"").kind()).isEqualTo(Answer.Kind.FUNCTION_ERROR);
      assertThat(invoke(function, "\"exit\"").kind()).isEqualTo(Answer.Kind.EXIT);
      assertThat(invoke(function, "\"Task timed out after 7.00 seconds\"").kind())
          .isEqualTo(Answer.Kind.RESPONSE);
    }

    assertThat(output).anyMatch(line -> line.startsWith("The emulator listens"));
    List<String> calls = Files.readAllLines(directory.resolve("calls"));
    assertThat(calls.get(0)).isEqualTo("load -i " + directory.resolve("image.tar"));
    assertThat(calls.get(1))
        .matches(
            "run --rm --name lambda-image-[0-9a-f-]{36} --platform linux/arm64 -p"
                + " 127\\.0\\.0\\.1:\\d+:8080 -e AWS_LAMBDA_FUNCTION_TIMEOUT=7 -e AWS_PROFILE"
                + " lambda-image-run:0123");
    assertThat(calls.subList(2, calls.size()))
        .containsExactly(
            "rm -f " + calls.get(1).replaceFirst(".*--name (\\S+).*", "$1"),
            "rmi lambda-image-run:0123");
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")));
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  @Timeout(60)
  void aContainerThatNeverAnswersIsGivenUpAndEnded() throws Exception {
    ContainerEngine hanging = engine("echo $$ >'" + directory.resolve("pid") + "'\nexec sleep 300");
    Timeouts timeouts =
        new Timeouts(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(1));
    ContainerEngine engine = new ContainerEngine("docker", hanging.program(), timeouts);
    try (EngineFunction function = load(engine, settings(OptionalInt.empty()))) {
      assertThatThrownBy(function::start)
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContaining(
              "The container cannot be started by 'docker': it did not answer within 1 s.");
    }

    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Files.readString(directory.resolve("calls"))).contains("rm -f lambda-image-");
  }

  @Test
  void theNextEventIsTakenAsSoonAsTheAnswerIsThere() throws Exception {
    try (EngineFunction function = load(engine(), settings(OptionalInt.empty()));
        LocalEndpoint endpoint = LocalEndpoint.start(0, function, output::add);
        Socket slow = new Socket()) {
      URI url = URI.create(endpoint.url());
      // More than the buffers between the two hold, so that the answer stays under way.
      byte[] event = ("\"" + "x".repeat(6 * 1024 * 1024) + "\"").getBytes(US_ASCII);
      slow.setReceiveBufferSize(4096);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
      OutputStream request = slow.getOutputStream();
      request.write(
          "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %s\r\n\r\n"
              .formatted(url.getPath(), event.length)
              .getBytes(US_ASCII));
      request.write(event);
      assertThat(slow.getInputStream().read()).isEqualTo('H');

      HttpResponse<String> next =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(url).POST(BodyPublishers.ofString("[2]")).build(),
                  BodyHandlers.ofString());

      assertThat(next.statusCode()).isEqualTo(200);
      assertThat(next.body()).isEqualTo("[2]");
    }
  }

  @Test
  void aContainerThatEndsAtOnceIsAnError() throws Exception {
    ContainerEngine engine = engine("exit 125");
    try (EngineFunction function = load(engine, settings(OptionalInt.empty()))) {
      assertThatThrownBy(() -> invoke(function, "{}"))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContainingAll("'docker'", "exit status 125", "linux/arm64");
    }
  }

  @Test
  void aDebuggerReachesTheJvmInTheContainer() {
    assertThat(settings(OptionalInt.of(5005)).arguments("name", 9000))
        .containsSubsequence("-p", "127.0.0.1:5005:5005")
        .contains(
            "JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=*:5005");
  }

  @Test
  @Timeout(60)
  void anImageThatIsBeingLoadedIsRemovedWhenMavenIsToldToEnd() throws Exception {
    Path loading = directory.resolve("loading");
    Path calls = directory.resolve("calls");
    Path program = directory.resolve("docker");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$*\" >>'%s'\nif [ $1 = load ]; then\ntouch '%s'\nexec sleep 60\nfi\n"
            .formatted(calls, loading));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder java =
        new ProcessBuilder(
            JAVA.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Loader.class.getName(),
            program.toString());
    java.environment().remove("JAVA_TOOL_OPTIONS");
    Process process =
        java.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile()).start();
    try {
      while (process.isAlive() && !Files.exists(loading)) {
        Thread.sleep(20);
      }
      process.destroy();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readAllLines(calls)).last().isEqualTo("rmi lambda-image-run:0123");
  }

  /** Loads an image by the engine that is named. */
  static final class Loader {

    private Loader() {}

    public static void main(String[] arguments) throws Exception {
      Path program = Path.of(arguments[0]);
      EngineFunction.load(
              new ContainerEngine("docker", program, TIMEOUTS),
              settings(OptionalInt.empty()),
              program.resolveSibling("image.tar"),
              line -> {})
          .close();
    }
  }

  private EngineFunction load(ContainerEngine engine, ContainerRun settings)
      throws LambdaImageException {
    return EngineFunction.load(engine, settings, directory.resolve("image.tar"), output::add);
  }

  private static Answer invoke(EngineFunction function, String event) throws Exception {
    return function.invoke(Invocation.of(Payload.of(event)));
  }

  private static ContainerRun settings(OptionalInt debugPort) {
    return new ContainerRun(
        "lambda-image-run:0123",
        Architecture.ARM64,
        Duration.ofSeconds(7),
        new TreeSet<>(List.of("AWS_PROFILE")),
        debugPort);
  }

  private ContainerEngine engine() throws IOException {
    return engine(
        "port=$(echo \"$*\" | sed 's/.*127[.]0[.]0[.]1:\\([0-9]*\\):8080.*/\\1/')\n"
            + "exec '%s' -cp target/classes:target/test-classes %s $port '%s'"
                .formatted(JAVA, EmulatorProgram.class.getName(), directory.resolve("pid")));
  }

  /** An engine that notes how it is called, and does this to run a container. */
  private ContainerEngine engine(String run) throws IOException {
    Path program = directory.resolve("docker");
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$*\" >>'%s'\nif [ $1 = run ]; then\n%s\nfi\n"
            .formatted(directory.resolve("calls"), run));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ContainerEngine("docker", program, TIMEOUTS);
  }
}
