package io.github.lambdaimage.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.namespace.HostRoot;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.namespace.NamespaceHost;
import io.github.lambdaimage.oci.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a program sees in a namespace whose root is put together of this machine's own programs. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
@Tag("slow")
class NamespaceLaunchTest {

  /** Of no other process on this machine, such as another run of this test. */
  private static final String NAP = "sleep 1000" + ProcessHandle.current().pid();

  @TempDir Path temporary;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> beside = new CopyOnWriteArrayList<>();
  private final RuntimeOutput lines =
      new RuntimeOutput() {
        @Override
        public void accept(String line) {
          output.add(line);
        }

        @Override
        public void acceptBeside(String line) {
          beside.add(line);
        }
      };
  private NamespaceHost host;
  private @Nullable ImageRoot root;
  private Path base;

  /** Whether the kernel lays the function's files over the base's. */
  boolean overlay() {
    return true;
  }

  @BeforeEach
  void makeTheFiles() throws Exception {
    host = HostRoot.assumeNamespaces(temporary.resolve("trial"));
    base = HostRoot.make(temporary.resolve("base"));
    Path task = temporary.resolve("scratch/function/var/task");
    Files.createDirectories(task);
    Files.writeString(task.resolve("cfg.txt"), "of the function");
    Files.writeString(task.resolveSibling("both.txt"), "of the function");
    Files.writeString(base.resolve("var/both.txt"), "of the base");
    Files.createSymbolicLink(base.resolve("var/link"), Path.of("/etc/base.txt"));
  }

  /** Puts the image together as soon as all of its files are there. */
  private ImageRoot root() throws Exception {
    ImageRoot prepared = root;
    if (prepared == null) {
      prepared = host.prepare(temporary.resolve("scratch"), base, overlay());
      root = prepared;
    }
    return prepared;
  }

  @Test
  void theFunctionsFilesAreAboveThoseOfTheBase() throws Exception {
    assertThat(run("cat /var/both.txt; echo; cat /var/link; echo; echo x >/var/both.txt"))
        .isNotZero();
    assertThat(output).startsWith("of the function", "of the base");
    assertThat(base.resolve("var/both.txt")).hasContent("of the base");
    assertThat(base.resolve("etc/base.txt")).hasContent("of the base");
  }

  @Test
  void theImagesFilesAreAtTheirPlacesAndNothingElseIs() throws Exception {
    assertThat(run("cat /var/task/cfg.txt /etc/base.txt; echo; pwd; ls /; cat /etc/hosts"))
        .isZero();
    assertThat(output)
        .startsWith("of the functionof the base", "/var/task")
        .contains("bin", "dev", "proc", "tmp", "opt")
        // The name by which extensions listen.
        .contains("127.0.0.1 sandbox.localdomain sandbox")
        .doesNotContain("home", "root", "work");
  }

  @Test
  void tmpAloneCanBeWritten() throws Exception {
    assertThat(
            run(
                "echo a >/tmp/a && cat /tmp/a; for f in /x x /dev/x /etc/base.txt; do echo b >$f; done; true"))
        .isZero();
    assertThat(output).startsWith("a");
    assertThat(output).filteredOn(it -> it.contains("Read-only file system")).hasSize(4);
    assertThat(output).filteredOn(ReadOnlyHint.HINT::equals).hasSize(1);
    assertThat(base.resolve("x")).doesNotExist();
  }

  @Test
  void whatTheImageMakesIsOnThisMachineIfThereIsAPlaceForIt() throws Exception {
    assertThat(run("ls -d /tmp/lambda-image")).isNotZero();
    Path made = Files.createDirectory(root().directory().resolve(ImageRoot.MADE));
    assertThat(run("echo a >/tmp/lambda-image/cache; echo b >/tmp/b; ls /tmp")).isZero();
    assertThat(made.resolve("cache")).hasContent("a");
    assertThat(output).endsWith("b", "lambda-image");
    assertThat(made).isDirectoryNotContaining("glob:**/b");
  }

  @Test
  void theUserIsLambdasAndSeesNoOtherProcesses() throws Exception {
    assertThat(run("id -u; id -g; ls -d /proc/[0-9]* | cat; ls -l /dev | cat; echo >/dev/null"))
        .isZero();
    assertThat(output).startsWith("993", "990").contains("/proc/1");
    assertThat(output).doesNotContain("/proc/" + ProcessHandle.current().pid());
    assertThat(output).filteredOn(it -> it.startsWith("crw-rw-rw-")).hasSize(5);
  }

  @Test
  void theEnvironmentIsTheImagesAndOnNoCommandLine() throws Exception {
    RuntimeHost host =
        new RuntimeHost(
            Path.of("/jdk"),
            17,
            "Linux",
            "amd64",
            Map.of(
                "AWS_SECRET_ACCESS_KEY",
                "it's a \"secret\"",
                "HOME",
                "/root",
                "AWS_LAMBDA_X",
                "y"));
    JsonObject config =
        JsonObject.parse(
            """
            {"Entrypoint": ["sh", "-c", "env; ps -eo args"], "Cmd": ["a.B::c"], "WorkingDir": "/",
             "Env": ["PATH=/bin", "LD_LIBRARY_PATH=/var/lang/lib", "TEXT=a\\nb $c `d`", "LONE"]}
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "The config");

    assertThat(run(ImageProcess.of(config, "a.B::c", host), "")).isZero();
    assertThat(output)
        .contains(
            "AWS_SECRET_ACCESS_KEY=it's a \"secret\"",
            "PATH=/bin",
            "LD_LIBRARY_PATH=/var/lang/lib",
            "b $c `d`",
            "LONE=",
            "_HANDLER=a.B::c",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=3008",
            "AWS_LAMBDA_RUNTIME_API=127.0.0.1:1");
    assertThat(output).noneMatch(it -> it.startsWith("HOME=") || it.startsWith("LC_ALL="));
    assertThat(output).filteredOn(it -> it.contains("secret")).hasSize(1);
    assertThat(temporary.resolve("scratch")).isDirectoryNotContaining("glob:**/start*");
  }

  @Test
  void variablesMayHaveAnyNameAndChangeNothingOutsideOfTheImage() throws Exception {
    Map<String, String> variables = new HashMap<>(Map.of("PATH", "/bin", "OPTIND", "none"));
    for (String name :
        List.of("directory", "unshare", "debugger", "variables", "runtime", "extensions", "IFS")) {
      variables.put(name, "/tmp/x");
    }
    ImageProcess process =
        new ImageProcess(
            List.of("sh", "-c", "pwd; echo $directory $JAVA_TOOL_OPTIONS"), variables, "/var/task");

    assertThat(run(process, "-agentlib:x")).isZero();
    assertThat(output).containsExactly("/var/task", "/tmp/x -agentlib:x");
  }

  /** A JVM in a POSIX locale has no letters for it. */
  @Test
  void whatTheImageStartsIsOnNoCommandLine() throws Exception {
    String odd = "größe '日本' \"b\" \\ $c `d` -e";
    Path start = root().newStart("/größe", List.of("größe", odd), Map.of("PATH", "/bin"));

    assertThat(root().command(start, "", Collections.emptySortedSet()))
        .noneMatch(word -> word.contains("größe"));
    assertThat(
            run(
                new ImageProcess(
                    List.of("sh", "-c", "printf '%s|' \"$@\"", "sh", odd, "", "two\nlines"),
                    Map.of("PATH", "/bin"),
                    "/"),
                ""))
        .isZero();
    assertThat(output).containsExactly(odd + "||two", "lines|");
  }

  @Test
  void whatAShellCannotHandOverIsKnownByItsName() throws Exception {
    NamespaceLaunch launch =
        new NamespaceLaunch(
            root(),
            FunctionIdentity.DEFAULT,
            new ImageProcess(
                List.of("sh"), Map.of("b.c", "1", "a-b", "2", "OPTIND", "3", "GOOD", "4"), "/"),
            "",
            new TreeSet<>());

    assertThat(launch.leftOut()).containsExactly("OPTIND", "a-b", "b.c");
  }

  @Test
  void theDebuggerIsForTheRuntime() throws Exception {
    ImageProcess process =
        new ImageProcess(
            List.of("sh", "-c", "echo $JAVA_TOOL_OPTIONS"),
            Map.of("PATH", "/bin", "JAVA_TOOL_OPTIONS", "-Da=b"),
            "/");

    assertThat(run(process, "-agentlib:x")).isZero();
    assertThat(output).containsExactly("-agentlib:x -Da=b");
  }

  @Test
  void extensionsRunBesideAndWhoseFailsEndsAll() throws Exception {
    extension("good", "echo good $0 at $AWS_LAMBDA_RUNTIME_API; : >/tmp/good; exec " + NAP);
    extension("bad", "while [ ! -e /tmp/go ] || [ ! -e /tmp/good ]; do sleep 0.01; done; exit 3");
    assertThat(run(shell("echo up; : >/tmp/go; " + NAP + "; true"), "-agentlib:x")).isEqualTo(137);
    assertThat(output).contains("up");
    assertThat(beside)
        .contains(
            "good /opt/extensions/good at 127.0.0.1:1",
            "The extension 'bad' ended with exit status 3, and so all ends.");
    await(() -> sleepers().isEmpty());
  }

  /** On Lambda none may end before the shutdown. */
  @Test
  void allEndsWithAnyOfThem() throws Exception {
    extension("good", ": >/tmp/good; exec " + NAP);
    extension("soon", "while [ ! -e /tmp/good ]; do sleep 0.01; done");
    assertThat(run(NAP + "; true")).isEqualTo(137);
    assertThat(beside).contains("The extension 'soon' ended with exit status 0, and so all ends.");
  }

  /** Nor does Lambda pass over what cannot be started. */
  @Test
  void whatIsNoProgramEndsAllToo() throws Exception {
    Path extensions = Files.createDirectories(temporary.resolve("scratch/function/opt/extensions"));
    Files.writeString(extensions.resolve("README"), "no program");
    assertThat(run(NAP + "; true")).isEqualTo(137);
    assertThat(beside)
        .contains("The extension 'README' ended with exit status 126, and so all ends.");
  }

  /** Those beside it may have something to do after that; how it ended is known at once. */
  @Test
  void whatIsBesideOutlivesTheRuntime() throws Exception {
    // An end of line is what it owes.
    extension("slow", "printf beside; : >/tmp/up; exec " + NAP);
    String script = "while [ ! -e /tmp/up ]; do sleep 0.01; done; echo up; exit 7";
    try (RuntimeProcess running = launch(shell(script), "")) {
      assertThat(running.onExit().get(30, SECONDS)).isEqualTo(7);
      assertThat(running.isAlive()).isFalse();
      assertThat(running.isAnyAlive()).isTrue();
      await(() -> output.contains("up") && beside.contains("beside"));
      assertThat(output).doesNotContain("beside");
    }
    assertThat(beside).containsExactly("beside");
  }

  @Test
  void theRuntimeMayActOnItsEndUnlessThatTakesTooLong() throws Exception {
    extension("slow", "exec " + NAP);
    String script = "trap 'echo bye; exit 4' TERM; echo up; while :; do sleep 0.01; done";
    try (RuntimeProcess running = launch(shell(script), "")) {
      await(() -> output.contains("up"));
      running.endRuntime(Duration.ofSeconds(30));
      assertThat(running.exitCode()).isEqualTo(4);
      assertThat(running.isAnyAlive()).isTrue();
      await(() -> output.contains("bye"));
    }
    output.clear();
    try (RuntimeProcess running =
        launch(shell("trap '' TERM; echo up; while :; do sleep 0.01; done"), "")) {
      await(() -> output.contains("up"));
      running.endRuntime(Duration.ofMillis(1));
      assertThat(running.onExit().get(30, SECONDS)).isEqualTo(137);
      assertThat(running.isAnyAlive()).isTrue();
    }
  }

  private void extension(String name, String script) throws Exception {
    Path folder = temporary.resolve("scratch/function/opt/extensions");
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true, false)).isTrue();
  }

  @Test
  void itsExitIsTold() throws Exception {
    assertThat(run("exit 7")).isEqualTo(7);
  }

  @Test
  void allEndsWithTheRuntime() throws Exception {
    assertThat(run(NAP + " & echo started")).isZero();
    assertThat(sleepers()).isEmpty();
  }

  @Test
  void allEndsWhenItIsClosed() throws Exception {
    RuntimeProcess running = launch(shell(NAP + " & " + NAP + " & echo up; wait"), "");
    await(() -> output.contains("up"));
    assertThat(running.peakMemory()).isGreaterThan(1_000_000);
    running.close();
    await(() -> sleepers().isEmpty());
  }

  /** As when Maven is killed: then nothing is told, and its end of the pipe is closed. */
  @Test
  void allEndsWithItsInput() throws Exception {
    Path start = root().newStart("/", List.of("sh", "-c", NAP + "; true"), Map.of("PATH", "/bin"));
    Process process =
        new ProcessBuilder(root().command(start, "", Collections.emptySortedSet())).start();
    try {
      await(() -> !sleepers().isEmpty());
      process.getOutputStream().close();
      assertThat(process.waitFor(30, SECONDS)).isTrue();
      assertThat(sleepers()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** What is the host's is a copy, or cannot be written: root may run Maven, and be the host's. */
  @Test
  void nothingOfTheHostCanBeReached() throws Exception {
    String mounts =
        "while read -r d at type o; do case $o in ro,*) ;; *) echo $at $type;; esac; done";
    assertThat(run(mounts + " </proc/self/mounts; ls /proc/1/root/; true")).isZero();
    assertThat(output).startsWith("/proc proc", "/tmp tmpfs");
    assertThat(output).hasSize(3).last().asString().contains("Permission denied");
  }

  private int run(String script) throws Exception {
    return run(shell(script), "");
  }

  private int run(ImageProcess process, String debugger) throws Exception {
    try (RuntimeProcess running = launch(process, debugger)) {
      running.onExit().get(30, SECONDS);
      return running.exitCode();
    }
  }

  private RuntimeProcess launch(ImageProcess process, String debugger) throws Exception {
    return new NamespaceLaunch(
            root(),
            FunctionIdentity.DEFAULT,
            process,
            debugger,
            ImageRoot.extensions(root().directory(), base))
        .start("127.0.0.1:1", lines);
  }

  private static ImageProcess shell(String script) {
    return new ImageProcess(List.of("sh", "-c", script), Map.of("PATH", "/bin"), "/var/task");
  }

  /** Processes in the namespaces of this test. */
  private List<ProcessHandle> sleepers() {
    return ProcessHandle.allProcesses()
        .filter(
            it ->
                it.info()
                    .arguments()
                    .map(arguments -> NAP.equals("sleep " + String.join(" ", arguments)))
                    .orElse(false))
        .filter(it -> it.info().command().map(c -> c.endsWith("/bin/sleep")).orElse(false))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private static void await(java.util.function.BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }
}
