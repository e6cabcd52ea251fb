package io.github.lambdaimage.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.process.ProgramRun.Errors;
import io.github.lambdaimage.process.ProgramRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // No such programs there.
class ProgramRunTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  /** Too short for the program, and enough for it to start and to say what it has started. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path folder;

  @Test
  void givesWhatAProgramPrintsAndHowItEnds() throws Exception {
    assertThat(run("cat; printf '\\303\\251'; echo bad >&2; exit 3", LONG, Errors.DROPPED))
        .isEqualTo(new Outcome(3, "inputé"));
    assertThat(run("echo bad >&2", LONG, Errors.AMONG_THE_OUTPUT))
        .isEqualTo(new Outcome(0, "bad\n"));
  }

  @Test
  void addsVariablesToMavensOwn() throws Exception {
    List<String> command = List.of("/bin/sh", "-c", "echo $A_VARIABLE; [ -n \"$PATH\" ]");

    Outcome outcome =
        new ProgramRun(command, Map.of("A_VARIABLE", "its value"), LONG).run("", Errors.DROPPED);

    assertThat(outcome).isEqualTo(new Outcome(0, "its value\n"));
  }

  @Test
  void killsWhatDoesNotEndWithAllThatItStarted() throws Exception {
    Path pids = folder.resolve("pids");

    assertThatThrownBy(
            () -> run("sleep 300 & echo $! $$ >" + pids + "; wait", SHORT, Errors.DROPPED))
        .isInstanceOf(TimeoutException.class);

    String[] both = Files.readString(pids, UTF_8).strip().split(" ");
    assertThat(both).hasSize(2);
    for (String pid : both) {
      assertThat(isRunning(Long.parseLong(pid))).as(pid).isFalse();
    }
  }

  @Test
  void killsItWhenTheBuildIsInterrupted() throws Exception {
    Path pid = folder.resolve("pid");
    Thread build =
        new Thread(
            () -> {
              try {
                run("echo $$ >" + pid + "; exec sleep 300", LONG, Errors.DROPPED);
              } catch (Exception e) {
                // As it should be.
              }
            });
    build.start();
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(10);
    }

    build.interrupt();
    build.join();

    assertThat(isRunning(Long.parseLong(Files.readString(pid, UTF_8).strip()))).isFalse();
  }

  @Test
  void doesNotWaitForWhatAProgramLeavesRunning() throws Exception {
    Outcome outcome = run("sleep 300 & echo $!", LONG, Errors.DROPPED);

    long left = Long.parseLong(outcome.output().strip());
    assertThat(outcome.status()).isZero();
    assertThat(ProcessHandle.of(left)).isPresent();
    ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void keepsNoMoreThanAMegabyteAndABit() throws Exception {
    Outcome outcome = run("head -c 3000000 /dev/zero", LONG, Errors.DROPPED);

    assertThat(outcome.output().length()).isBetween(1024 * 1024, 1024 * 1024 + 8192);
  }

  @Test
  void saysThatAProgramCannotBeStarted() {
    ProgramRun run = new ProgramRun(List.of(folder + "/nothing"), Map.of(), LONG);

    assertThatThrownBy(() -> run.run("", Errors.DROPPED)).isInstanceOf(IOException.class);
  }

  private static Outcome run(String script, Duration deadline, Errors errors) throws Exception {
    return new ProgramRun(List.of("/bin/sh", "-c", script), Map.of(), deadline)
        .run("input", errors);
  }

  /** A killed process whose parent has not asked for it yet still has an entry. */
  private static boolean isRunning(long pid) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty() || isZombie(pid)) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private static boolean isZombie(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/stat"), UTF_8).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }
}
