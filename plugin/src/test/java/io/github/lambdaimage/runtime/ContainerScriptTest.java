package io.github.lambdaimage.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.namespace.HostRoot;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.namespace.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that a container starts, in this machine's shell; the root is a namespace's, which
 * starts nothing by itself. {@code it/interop} has it in containers.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
@Tag("slow")
class ContainerScriptTest {

  private static final String END = "ended with ";

  /** What an engine holds open for as long as Maven does. */
  private static final String HELD_INPUT = "mkfifo /tmp/in; exec 0<>/tmp/in; exec \"$@\"";

  private static final String NO_INPUT = "exec \"$@\"";

  /** Until the runtime, whose number is in a file, has ended. */
  private static final String AFTER_THE_RUNTIME =
      "while [ ! -s /tmp/pid ] || { read -r pid </tmp/pid && kill -0 $pid 2>/dev/null; }; do sleep 0.01; done";

  @TempDir Path temporary;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final Map<String, String> variables = new TreeMap<>(Map.of("PATH", "/bin"));
  private final TreeSet<String> extensions = new TreeSet<>();
  private String input = HELD_INPUT;
  private ImageRoot root;

  @BeforeEach
  void putTheImageTogether() throws Exception {
    NamespaceHost host = HostRoot.assumeNamespaces(temporary.resolve("trial"));
    Path base = HostRoot.make(temporary.resolve("base"));
    Files.createDirectories(temporary.resolve("scratch/function/opt/extensions"));
    root = host.prepare(temporary.resolve("scratch"), base, true);
  }

  @Test
  void theStatusIsTheRuntimes() throws Exception {
    assertThat(run("exit 7")).isEqualTo(7);
    assertThat(run("exit 0")).isZero();
    assertThat(run("kill -KILL $$")).isEqualTo(137);
    assertThat(run("kill -TERM $$")).isEqualTo(143);
    assertThat(run("kill -SEGV $$")).isEqualTo(139);
    assertThat(output).isEmpty();
  }

  @Test
  void argumentsAndVariablesAreTheImages() throws Exception {
    variables.put("IFS", "x");
    variables.put("TEXT", "a  *\nb");
    assertThat(start("", "sh", "-c", "echo \"$# $1|$3\"", "sh", "a  *", "", "c$d")).isZero();
    assertThat(output).containsExactly("3 a  *|c$d");
    output.clear();
    assertThat(run("env")).isZero();
    assertThat(output)
        .contains("TEXT=a  *", "b", "PATH=/bin")
        .noneMatch(it -> it.startsWith("LAMBDA_IMAGE_") || it.startsWith("lambda_image_"));
  }

  /** The test's JVM may have no such letters for what it starts, so the bytes are counted. */
  @Test
  void argumentsMayHaveAnyLetters() throws Exception {
    variables.put("LC_ALL", "C");

    assertThat(
            start(
                "",
                "sh",
                "-c",
                "echo ${#1}; [ \"$2\" = \"it's \\$1\" ]",
                "sh",
                "größer",
                "it's $1"))
        .isZero();
    assertThat(output).containsExactly("8");
  }

  /** Else each JVM among the extensions would wait for it too, on the same port. */
  @Test
  void theDebuggerIsForTheRuntime() throws Exception {
    variables.put("JAVA_TOOL_OPTIONS", "-Da=b");
    extension("one", "echo extension $JAVA_TOOL_OPTIONS; : >/tmp/told; exec sleep 1000");

    String script = "while [ ! -e /tmp/told ]; do sleep 0.01; done; echo $JAVA_TOOL_OPTIONS";
    assertThat(start("-agentlib:x", "sh", "-c", script)).isZero();
    assertThat(output).containsExactly("extension -Da=b", "-agentlib:x -Da=b", END + 0);
  }

  @Test
  void extensionsRunBesideAndWhoseFailsEndsAll() throws Exception {
    extension("good", "echo good $0; : >/tmp/good; exec sleep 1000");
    extension("bad", "while [ ! -e /tmp/go ] || [ ! -e /tmp/good ]; do sleep 0.01; done; exit 3");

    assertThat(run("echo up; : >/tmp/go; sleep 1000; true")).isEqualTo(137);
    assertThat(output)
        .containsExactlyInAnyOrder(
            "up",
            "good /opt/extensions/good",
            "The extension 'bad' ended with exit status 3, and so all ends.",
            END + 137);
  }

  @Test
  void anExtensionThatCannotBeStartedEndsAll() throws Exception {
    extensions.add("missing");

    assertThat(run("sleep 1000; true")).isEqualTo(137);
    assertThat(output)
        .contains("The extension 'missing' ended with exit status 127, and so all ends.");
  }

  /** On Lambda none may end before the shutdown. */
  @Test
  void allEndsWithAnyExtension() throws Exception {
    extension("good", ": >/tmp/good; exec sleep 1000");
    extension("soon", "while [ ! -e /tmp/good ]; do sleep 0.01; done");

    assertThat(run("sleep 1000; true")).isEqualTo(137);
    assertThat(output)
        .contains("The extension 'soon' ended with exit status 0, and so all ends.", END + 137);
  }

  /** They may have something to do after that; how it ended is known at once. */
  @Test
  void extensionsOutliveTheRuntime() throws Exception {
    extension("one", AFTER_THE_RUNTIME + "; echo after; exit 3");

    try (RuntimeProcess running = launch("", "sh", "-c", "echo $$ >/tmp/pid; exit 5")) {
      running.onExit().get(30, SECONDS);
      assertThat(running.exitCode()).isEqualTo(5);
    }
    assertThat(output).containsExactlyInAnyOrder("after", END + 5);
  }

  /** Maven is not in the container, and ends the runtime as Lambda does. */
  @Test
  void theRuntimeIsEndedByTheInput() throws Exception {
    extension("one", "while [ ! -e /tmp/up ]; do sleep 0.01; done; echo TERM >/tmp/in; sleep 1000");

    assertThat(run("trap 'echo told; exit 4' TERM; : >/tmp/up; while :; do sleep 0.01; done"))
        .isEqualTo(4);
    assertThat(output).contains("told");
  }

  @Test
  void allEndsWithTheInput() throws Exception {
    input = NO_INPUT;
    extension("one", "exec sleep 1000");

    try (RuntimeProcess running = launch("", "sh", "-c", "sleep 1000; true")) {
      running.onExit().get(30, SECONDS);
      assertThat(running.exitCode()).isEqualTo(137);
    }
  }

  /** As an engine does with what its client gets. */
  @Test
  void signalsGoToTheRuntime() throws Exception {
    // The script is the parent of the runtime, and may not have begun to wait for it yet.
    String script = "trap 'echo told; exit 6' %s; while :; do kill -%s $PPID; sleep 0.01; done";

    for (String signal : List.of("TERM", "HUP", "USR1", "USR2")) {
      output.clear();
      assertThat(run(script.formatted(signal, signal))).as(signal).isEqualTo(6);
      assertThat(output).as(signal).containsExactly("told");
    }
  }

  private void extension(String name, String script) throws IOException {
    Path folder = root.directory().resolve("function/opt/extensions");
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true, false)).isTrue();
    extensions.add(name);
  }

  private int run(String script) throws Exception {
    return start("", "sh", "-c", script);
  }

  private int start(String debugger, String... command) throws Exception {
    try (RuntimeProcess running = launch(debugger, command)) {
      CompletableFuture<Integer> exit = running.onExit();
      while (!exit.isDone()) {
        Optional<String> end = output.stream().filter(it -> it.startsWith(END)).findFirst();
        if (end.isPresent()) {
          return Integer.parseInt(end.get().substring(END.length()));
        }
        Thread.sleep(10);
      }
      return running.exitCode();
    }
  }

  private RuntimeProcess launch(String debugger, String... command) throws Exception {
    ContainerStart start = new ContainerStart(List.of(command), extensions, new TreeSet<>(), true);
    Map<String, String> all = new TreeMap<>(variables);
    all.putAll(start.environment(END, debugger));
    List<String> shell = new ArrayList<>(List.of("sh", "-c", input, "sh", "sh"));
    shell.addAll(start.arguments());
    NamespaceLaunch launch =
        new NamespaceLaunch(
            root, FunctionIdentity.DEFAULT, new ImageProcess(shell, all, "/"), "", new TreeSet<>());
    return launch.start("127.0.0.1:1", output::add);
  }
}
