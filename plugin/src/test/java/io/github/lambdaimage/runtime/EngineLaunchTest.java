package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.ContainerNetwork;
import io.github.lambdaimage.engine.RunImage;
import io.github.lambdaimage.engine.Timeouts;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // The engine is a shell script.
@Tag("slow")
class EngineLaunchTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(7);

  @TempDir Path directory;

  private final List<String> output = new CopyOnWriteArrayList<>();
  private ContainerStart start = ContainerStart.OF_IMAGE;

  @Test
  void aContainerAnswersAndIsGoneAfterwards() throws Exception {
    Invocation first = Invocation.of(Payload.of("[1]"));
    try (RuntimeFunction function = function(engine("docker", runtime()))) {
      Answer answer = function.invoke(first);

      assertThat(answer.body()).hasToString("[1]");
      assertThat(answer.kind()).isEqualTo(Answer.Kind.RESPONSE);
      assertThat(answer.initDuration()).isPresent();
      // The container's, not the engine's: a shell has less than any JVM.
      assertThat(answer.peakMemory()).isGreaterThan(10 * 1024 * 1024);
      assertThat(invoke(function, "\"fail\"").kind()).isEqualTo(Answer.Kind.FUNCTION_ERROR);
    }

    // All of it is handed on by the end.
    assertThat(output)
        .contains("The runtime of 'com.example.Orders' starts for dev in us-east-1")
        .contains("It has " + first.requestId());
    List<String> calls = calls();
    String container = calls.get(1).replaceFirst(".*--name (\\S+).*", "$1");
    assertThat(container).matches("lambda-image-run-\\d+-\\d+-[0-9a-f]{8}");
    assertThat(calls.get(0)).matches("load -i .*image.tar");
    assertThat(calls.get(1).replaceFirst("127.0.0.1:\\d+", "<api>"))
        .isEqualTo(
            "run --rm --name "
                + container
                + " --platform linux/arm64 --pull never --user 993:990 --read-only --tmpfs"
                + " /tmp:rw,exec,mode=1777 --network host -e AWS_LAMBDA_RUNTIME_API=<api> -e"
                + " AWS_PROFILE -e AWS_REGION -e _HANDLER "
                + imageIn(calls));
    assertThat(calls.subList(2, calls.size()))
        .containsExactly(
            "inspect --format {{.State.Pid}} " + container,
            "rm -f " + container,
            "rmi " + imageIn(calls));
    assertRuntimeIsGone();
  }

  /** A function may return what it likes; it fails only where its runtime says so. */
  @Test
  void aDocumentThatLooksLikeAnErrorIsAnAnswer() throws Exception {
    try (RuntimeFunction function = function(engine("docker", runtime()))) {
      for (String event :
          List.of(
              "{\"errorType\": \"A\", \"errorMessage\": \"B\"}",
              "\"Task timed out after 7.00 seconds\"")) {
        Answer answer = invoke(function, event);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.RESPONSE);
        assertThat(answer.body()).hasToString(event);
      }
    }
  }

  @Test
  void aContainerThatEndsIsStartedAgain() throws Exception {
    try (RuntimeFunction function = function(engine("docker", runtime()))) {
      assertThat(function.start()).isPositive();
      Answer exit = invoke(function, "\"exit\"");
      assertThat(exit.kind()).isEqualTo(Answer.Kind.EXIT);
      assertThat(exit.stackTrace()).contains("exit status 3");

      Answer next = invoke(function, "[2]");
      assertThat(next.body()).hasToString("[2]");
      assertThat(next.initDuration()).isPresent();
      assertThat(function.start()).isPositive();
    }

    List<String> names =
        calls().stream()
            .filter(call -> call.startsWith("run "))
            .map(call -> call.replaceFirst(".*--name (\\S+).*", "$1"))
            .toList();
    assertThat(names).hasSize(3).doesNotHaveDuplicates();
    assertThat(calls()).containsAll(names.stream().map(name -> "rm -f " + name).toList());
  }

  @Test
  @Timeout(60)
  void aContainerThatNeverAsksIsGivenUpAndEnded() throws Exception {
    ContainerEngine hanging =
        engine("docker", "echo $$ >'" + directory.resolve("pid") + "'\nexec sleep 300");
    Timeouts timeouts = new Timeouts(MINUTE, Duration.ofSeconds(3), MINUTE);
    ContainerEngine engine = new ContainerEngine("docker", hanging.program(), timeouts);
    try (RuntimeFunction function = function(engine, Duration.ofMillis(10))) {
      // Longer than an invocation may take: the engine has to make the container first.
      assertThatThrownBy(function::start)
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContaining("timed out after 3.00 seconds");
    }

    assertRuntimeIsGone();
    assertThat(calls()).anyMatch(call -> call.startsWith("rm -f lambda-image-run-"));
  }

  @Test
  void anEngineThatCannotStartTheContainerIsNotTheFunctionsFault() throws Exception {
    try (RuntimeFunction function =
        function(engine("docker", "echo 'no such runtime'; exit 125"))) {
      assertThatThrownBy(() -> invoke(function, "{}"))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContainingAll("'docker'", "exit status 125", "linux/arm64");
    }
    assertThat(output).contains("no such runtime");
  }

  /** As podman does where it may not set what containers get. */
  @Test
  void noMoreIsOneThatSaysSoWithTheStatusOfAProgram() throws Exception {
    String said = "Error: crun: setrlimit: Operation not permitted: OCI permission denied";
    try (RuntimeFunction function = function(engine("podman", "echo '" + said + "'; exit 126"))) {
      assertThatThrownBy(() -> invoke(function, "{}"))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContainingAll("'podman'", "exit status 126", "<runWith> to 'process'");
    }
    try (RuntimeFunction function = function(engine("podman", "echo 'its own'; exit 126"))) {
      assertThat(invoke(function, "{}").kind()).isEqualTo(Answer.Kind.EXIT);
    }
  }

  @Test
  void aMachineWithoutEmulationIsNamed() throws Exception {
    String said = "exec /lambda-entrypoint.sh: exec format error";
    try (RuntimeFunction function = function(engine("docker", "echo '" + said + "'; exit 1"))) {
      assertThatThrownBy(() -> invoke(function, "{}"))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContainingAll("linux/arm64", "qemu-user-static", "<architecture>");
    }
    assertThat(output).contains(said);
  }

  @Test
  void aDebuggerReachesTheJvmWhereverTheContainerRuns() throws Exception {
    ContainerEngine docker = engine("docker", "");
    EngineLaunch shared = launch(docker, "Linux", OptionalInt.of(5005));
    EngineLaunch apart = launch(docker, "Mac OS X", OptionalInt.of(5005));

    assertThat(shared.arguments("name", "api")).doesNotContain("-p");
    assertThat(apart.arguments("name", "api"))
        .containsSubsequence("-p", "127.0.0.1:5005:5005")
        .containsSubsequence("--add-host", "host.docker.internal:host-gateway");
    assertThat(launch(docker, "Mac OS X", OptionalInt.empty()).arguments("name", "api"))
        .doesNotContain("-p");
  }

  @Test
  void podmanKeepsNothingElseWritable() throws Exception {
    assertThat(launch(engine("podman", ""), "Linux", OptionalInt.empty()).arguments("name", "api"))
        .containsSubsequence("--read-only", "--read-only-tmpfs=false", "--network", "host");
  }

  @Test
  void ofSeveralStartsOfOneImageNoneTakesItAway() throws Exception {
    Path made = Files.createDirectory(directory.resolve("made"));
    RunImage image = new RunImage(engine("docker", runtime()), Architecture.ARM64, output::add);
    image.load(directory.resolve("image.tar"));
    EngineLaunch launch = launch(image, "Linux", OptionalInt.empty()).with(made);

    for (String mode : List.of("one", "two")) {
      try (RuntimeFunction function =
          new RuntimeFunction(launch.with(Map.of("MODE", mode)), TIMEOUT, output::add)) {
        assertThat(function.start()).isPositive();
        // What an engine's client does with the signal is its own.
        assertThat(function.terminate(TIMEOUT)).isTrue();
      }
    }
    assertThat(calls()).noneMatch(call -> call.startsWith("rmi"));
    assertThat(calls())
        .filteredOn(call -> call.startsWith("run"))
        .hasSize(2)
        .allMatch(call -> call.contains("--volume " + made + ":/tmp/lambda-image"))
        .allMatch(call -> call.contains("-e MODE"));
    // A process on Maven's Java has no cache for the base's.
    assertThat(launch.failure(new IOException("it is busy")))
        .hasMessageContaining("it is busy")
        .hasMessageNotContaining("runWith");
    image.close();
    assertThat(calls()).last().asString().startsWith("rmi");
  }

  @Test
  void theImagesShellStartsTheRuntimeAndTheExtensions() throws Exception {
    start = byShell("b", "a");
    EngineLaunch launch = launch(engine("docker", ""), "Linux", OptionalInt.empty());

    List<String> arguments = launch.arguments("name", "api");
    int image = arguments.indexOf("-c") - 1;
    assertThat(arguments.subList(0, image))
        .containsSubsequence("--network", "host", "--add-host", "sandbox.localdomain:127.0.0.1")
        .containsSubsequence("--add-host", "sandbox:127.0.0.1")
        .containsSubsequence(
            "--interactive", "--entrypoint", "/bin/sh", "-e", "LAMBDA_IMAGE_START");
    assertThat(arguments.get(image)).startsWith("lambda-image-run:");
    assertThat(arguments.subList(image + 1, arguments.size()))
        .containsExactly("-c", "set -f; IFS=; eval $LAMBDA_IMAGE_START");
    // On Windows, Java's way to start a program loses them.
    assertThat(arguments).noneMatch(it -> it.contains("\""));
    assertThat(launch.extensions().names()).containsExactly("a", "b");
    assertThat(new String(launch.extensions().function().bytes(), UTF_8))
        .isEqualTo(
            "{\"functionName\":\"test_function\",\"functionVersion\":\"$LATEST\",\"handler\":\"com.example.Orders\"}");
  }

  @Test
  void nothingIsKnownOfExtensionsThatNobodyStarts() throws Exception {
    start =
        new ContainerStart(List.of("/runtime"), new TreeSet<>(Set.of("a")), new TreeSet<>(), false);
    EngineLaunch launch = launch(engine("docker", ""), "Linux", OptionalInt.empty());

    List<String> arguments = launch.arguments("name", "api");
    assertThat(arguments.get(arguments.size() - 1)).startsWith("lambda-image-run:");
    assertThat(arguments).doesNotContain("--entrypoint");
    // The runtime would be waited for forever.
    assertThat(launch.extensions()).isEqualTo(Extensions.NONE);
  }

  /** A container's output comes by way of the engine, and behind the answer. */
  @Test
  void theLogHasAllThatWasPrintedHoweverLateItComes() throws Exception {
    String runtime =
        "exec '%s' -cp '%s' %s $AWS_LAMBDA_RUNTIME_API '%s'"
            .formatted(
                JAVA,
                System.getProperty("java.class.path"),
                RuntimeProgram.class.getName(),
                directory.resolve("pid"));
    start =
        new ContainerStart(List.of("sh", "-c", runtime), new TreeSet<>(), new TreeSet<>(), true);
    String late = "while IFS= read -r line; do sleep 0.03; printf '%s\\n' \"$line\"; done";
    ContainerEngine engine =
        engine(
            "docker",
            "export AWS_LAMBDA_RUNTIME_API=$(echo \"$*\" | sed 's/.*_RUNTIME_API=\\([0-9.:]*\\).*/\\1/')\n"
                + "sh -c 'set -f; IFS=; eval $LAMBDA_IMAGE_START' | "
                + late);
    try (RuntimeFunction function = function(engine)) {
      assertThat(function.start()).isPositive();
      for (int i = 0; i < 3; i++) {
        Invocation one = withLog(Payload.of("[1]"));
        assertThat(function.invoke(one).log()).isEqualTo("It has " + one.requestId() + "\n");
      }
    }
    assertThat(output).noneMatch(line -> line.contains("="));
  }

  private static Invocation withLog(Payload event) {
    return new Invocation(
        Invocation.newRequestId(),
        event,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static ContainerStart byShell(String... extensions) {
    return new ContainerStart(
        List.of("/lambda-entrypoint.sh", "com.example.Orders"),
        new TreeSet<>(List.of(extensions)),
        new TreeSet<>(),
        true);
  }

  private RuntimeFunction function(ContainerEngine engine) throws Exception {
    return function(engine, TIMEOUT);
  }

  private RuntimeFunction function(ContainerEngine engine, Duration timeout) throws Exception {
    RunImage image = new RunImage(engine, Architecture.ARM64, output::add);
    image.load(directory.resolve("image.tar"));
    return new RuntimeFunction(launch(image, "Linux", OptionalInt.empty()), timeout, output::add);
  }

  private EngineLaunch launch(ContainerEngine engine, String osName, OptionalInt debugPort)
      throws LambdaImageException {
    return launch(new RunImage(engine, Architecture.ARM64, output::add), osName, debugPort);
  }

  private EngineLaunch launch(RunImage image, String osName, OptionalInt debugPort)
      throws LambdaImageException {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("AWS_PROFILE", "dev");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("_HANDLER", "com.example.Orders");
    return new EngineLaunch(
        image,
        ContainerNetwork.of(image.engine(), osName),
        FunctionIdentity.DEFAULT,
        environment,
        debugPort,
        start);
  }

  private static Answer invoke(RuntimeFunction function, String event) throws Exception {
    return function.invoke(Invocation.of(Payload.of(event)));
  }

  private void assertRuntimeIsGone() throws IOException {
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** What the engine was asked to do, but for its questions before. */
  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls")).stream()
        .filter(call -> !call.matches("(info|ps|images) .*"))
        .toList();
  }

  private static String imageIn(List<String> calls) {
    return calls.get(calls.size() - 1).replace("rmi ", "");
  }

  private String runtime() {
    return "exec '%s' -cp '%s' %s $(echo \"$*\" | sed 's/.*_RUNTIME_API=\\([0-9.:]*\\).*/\\1/') '%s'"
        .formatted(
            JAVA,
            System.getProperty("java.class.path"),
            RuntimeProgram.class.getName(),
            directory.resolve("pid"));
  }

  /** An engine that notes how it is called, and does this to run a container. */
  private ContainerEngine engine(String name, String run) throws IOException {
    Path program = directory.resolve(name);
    Files.writeString(
        program,
        "#!/bin/sh\necho \"$*\" >>'%s'\ncase $1 in\ninspect) cat '%s' ;;\nrun)\n%s\n;;\nesac\n"
            .formatted(directory.resolve("calls"), directory.resolve("pid"), run));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ContainerEngine(name, program, new Timeouts(MINUTE, MINUTE, MINUTE));
  }
}
