package io.github.lambdaimage.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is left of a JVM that had started a process, and is killed. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@Tag("slow")
class KillSwitchTest {

  private final List<ProcessHandle> started = new ArrayList<>();
  private Optional<ProcessHandle> guard = Optional.empty();

  /** Starts a shell that is busy and has started another program, and says who is who. */
  public static void main(String[] arguments) throws Exception {
    KillSwitch killSwitch = KillSwitch.create();
    ProcessHandle guard = ProcessHandle.current().children().findFirst().orElseThrow();
    Process process =
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; trap '' TERM; while :; do :; done")
            .start();
    killSwitch.guard(process.toHandle());
    String child =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    if (arguments[0].equals("closed")) {
      killSwitch.close();
    } else if (arguments[0].equals("ended")) {
      process.destroyForcibly().waitFor();
    }
    System.out.println(guard.pid() + " " + process.pid() + " " + child);
    Thread.sleep(1_000_000);
  }

  @AfterEach
  void killWhatIsLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatWasStartedEndsWithAJvmThatIsKilled() throws Exception {
    kill("busy");
    for (ProcessHandle each : started) {
      each.onExit().get(30, SECONDS);
    }
  }

  @Test
  void nothingIsKilledOnceItIsClosed() throws Exception {
    kill("closed");
    awaitGuard();
    assertThat(started).filteredOn(ProcessHandle::isAlive).hasSize(2);
  }

  /** Somebody else may have the number of a process that has ended. */
  @Test
  void itEndsWithTheProcess() throws Exception {
    start("ended");
    awaitGuard();
  }

  private void awaitGuard() throws Exception {
    if (guard.isPresent()) {
      guard.get().onExit().get(30, SECONDS);
    }
  }

  private void kill(String how) throws Exception {
    assertThat(start(how).destroyForcibly().waitFor(30, SECONDS)).isTrue();
  }

  private Process start(String how) throws Exception {
    URI classes = KillSwitch.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    URI tests = KillSwitchTest.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(classes) + System.getProperty("path.separator") + Path.of(tests),
                KillSwitchTest.class.getName(),
                how)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8)).readLine();
    started.add(jvm.toHandle());
    String[] pids = line.split(" ", -1);
    guard = ProcessHandle.of(Long.parseLong(pids[0]));
    ProcessHandle.of(Long.parseLong(pids[1])).ifPresent(started::add);
    ProcessHandle.of(Long.parseLong(pids[2])).ifPresent(started::add);
    return jvm;
  }
}
