package io.github.lambdaimage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS) // The engine is a shell script.
class RunImageTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  @TempDir Path directory;

  private final List<String> output = new CopyOnWriteArrayList<>();
  private Path calls;

  @BeforeEach
  void calls() throws IOException {
    calls = Files.createFile(directory.resolve("calls"));
  }

  @Test
  void twoRunsOfOneImageTakeNothingFromEachOther() throws Exception {
    ContainerEngine engine = engine("");
    RunImage one = image(engine);
    try (RunImage other = image(engine)) {
      one.load(Path.of("image.tar"));
      other.load(Path.of("image.tar"));
      String container = other.newContainer();
      one.close();

      assertThat(one.name()).isNotEqualTo(other.name());
      assertThat(Files.readAllLines(calls))
          .contains("rmi " + one.name())
          .doesNotContain("rmi " + other.name(), "rm -f " + container);
    }
  }

  @Test
  void whatARunHasMadeIsTakenAwayOnceAndInThatOrder() throws Exception {
    RunImage image = image(engine(""));
    image.load(Path.of("image.tar"));
    String container = image.newContainer();
    image.close();
    image.close();
    image.remove(container);

    assertThat(Files.readAllLines(calls))
        .endsWith("load -i image.tar", "rm -f " + container, "rmi " + image.name());
    assertThatThrownBy(image::newContainer).isInstanceOf(LambdaImageException.class);
    assertThat(output).isEmpty();
  }

  /** Docker says so of a container that ends by itself just then. */
  @Test
  void aContainerThatTheEngineIsRemovingIsWaitedFor() throws Exception {
    Path there = directory.resolve("there");
    RunImage image =
        image(
            engine(
                "case $1 in\nrm) echo 'removal is already in progress' >&2; exit 1 ;;\nps) [ ! -s '%s' ] || { read -r n <'%s'; echo $n; : >'%s'; } ;;\nesac"
                    .formatted(there, there, there)));
    image.load(Path.of("image.tar"));
    String container = image.newContainer();
    Files.writeString(there, container + "\n");

    image.remove(container);

    String look = "ps -a --filter name=" + container + " --format {{.Names}}";
    assertThat(Files.readAllLines(calls)).endsWith("rm -f " + container, look, look);
    image.close();
    assertThat(output).isEmpty();
  }

  @Test
  void anImageThatWasNotTakenIsNotTakenAway() throws Exception {
    RunImage untouched = image(engine(""));
    untouched.close();
    RunImage refused = image(engine("[ $1 != load ] || exit 1"));

    assertThatThrownBy(() -> refused.load(Path.of("image.tar")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("load -i image.tar' failed with status 1");
    assertThat(Files.readAllLines(calls)).noneMatch(call -> call.startsWith("rmi"));
    assertThat(output).isEmpty();
  }

  @Test
  void whatAKilledMavenLeftGoesWithTheNextRun() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    RunOwner own = RunOwner.current();
    RunOwner gone = new RunOwner(killed.pid(), own.space());
    List<String> left = List.of(gone.imageName(), "localhost/" + gone.imageName());
    List<String> kept =
        List.of(
            own.imageName(),
            new RunOwner(killed.pid(), own.space() + "1").imageName(),
            "lambda-image-run:latest",
            "orders/" + gone.imageName() + "-mine",
            "<none>:<none>");
    String container = gone.containerName();
    List<String> containers = List.of(container, own.containerName(), "my-" + gone.containerName());
    ContainerEngine engine =
        engine(
            "case $1 in\nps) echo '%s' ;;\nimages) echo '%s' ;;\nesac"
                .formatted(
                    String.join("\n", containers),
                    String.join("\n", left) + "\n" + String.join("\n", kept)));
    try (RunImage image = image(engine)) {
      image.load(Path.of("image.tar"));

      assertThat(Files.readAllLines(calls).stream().filter(call -> call.startsWith("rm")))
          .containsExactly("rm -f " + container, "rmi " + left.get(0), "rmi " + left.get(1));
    }
  }

  @Test
  void anEngineThatDoesNotTellWhatItHasIsGivenTheImageAllTheSame() throws Exception {
    try (RunImage image = image(engine("[ $1 != ps ] || exit 1"))) {
      image.load(Path.of("image.tar"));
    }

    assertThat(Files.readAllLines(calls)).contains("load -i image.tar");
  }

  @Test
  @Timeout(60)
  void anImageThatIsBeingLoadedIsRemovedWhenMavenIsToldToEnd() throws Exception {
    Path loading = directory.resolve("loading");
    ContainerEngine engine =
        engine("if [ $1 = load ]; then\ntouch '" + loading + "'\nexec sleep 60\nfi");
    ProcessBuilder java =
        new ProcessBuilder(
            JAVA.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Loader.class.getName(),
            engine.program().toString());
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

    assertThat(Files.readAllLines(calls))
        .last()
        .asString()
        .startsWith("rmi lambda-image-run:" + process.pid() + "-");
  }

  /** Loads an image by the engine that is named. */
  static final class Loader {

    private Loader() {}

    public static void main(String[] arguments) throws Exception {
      RunImage image =
          new RunImage(
              new ContainerEngine("docker", Path.of(arguments[0])), Architecture.ARM64, line -> {});
      image.load(Path.of("image.tar"));
      image.close();
    }
  }

  private RunImage image(ContainerEngine engine) {
    return new RunImage(engine, Architecture.ARM64, output::add);
  }

  /** An engine that notes how it is called. */
  private ContainerEngine engine(String script) throws IOException {
    Path program = directory.resolve("docker");
    Files.writeString(
        program, "#!/bin/sh\necho \"$*\" >>'%s'\n%s\nexit 0\n".formatted(calls, script));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ContainerEngine("docker", program);
  }
}
