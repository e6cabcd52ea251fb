package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class RuntimeProcessTest {

  @TempDir Path folder;

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void everythingPrintedIsPassedOnHoweverLateThisMachineIs() throws Exception {
    Consumer<String> late =
        line -> {
          pause(300);
          lines.add(line);
        };
    try (RuntimeProcess process = printed("echo one; echo two; printf 'no end'", late)) {
      process.awaitPrinted();

      assertThat(lines).containsExactly("one", "two", "no end");
      process.awaitPrinted();
    }
    assertThat(lines).hasSize(3);
  }

  @Test
  void whereItPrintsOtherwiseNothingIsWritten() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    try (RuntimeProcess process = printed("echo one; exec >" + elsewhere, lines::add)) {
      process.awaitPrinted();

      assertThat(lines).containsExactly("one");
      assertThat(elsewhere).isEmptyFile();
    }
  }

  /** A process that has done all this, and stays. */
  private RuntimeProcess printed(String script, Consumer<String> lines) throws IOException {
    Path done = folder.resolve("done");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script + "; : >'" + done + "'; exec sleep 60");
    RuntimeProcess process = RuntimeProcess.startHere(builder, lines, () -> {});
    while (!Files.exists(done)) {
      pause(10);
    }
    return process;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
