package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ScratchTest {

  @Test
  void isGoneOnceClosed() throws Exception {
    Scratch scratch = Scratch.create();
    Files.createDirectories(scratch.directory().resolve("a/b"));
    scratch.close();

    assertThat(scratch.directory()).doesNotExist();
  }

  @Test
  @Timeout(60)
  void ofAKilledProcessIsGoneWithTheNext() throws Exception {
    Process process = sleeper();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      Path directory = Path.of(output.readLine());
      // From then on it goes with whatever test makes the next.
      assertThat(directory.resolve("a/b")).exists();
      process.destroyForcibly().waitFor();

      Scratch.create().close();
      // Another test's process may have been the first to see it, and is deleting it.
      while (Files.exists(directory)) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void whatIsNamedAlmostLikeOneStays() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path notes = Files.createTempDirectory(temporary, "lambda-image-notes-");
    try {
      Files.writeString(notes.resolve("owner"), "me");

      Scratch.create().close();
      assertThat(notes.resolve("owner")).exists();
    } finally {
      Files.delete(notes.resolve("owner"));
      Files.delete(notes);
    }
  }

  private static Process sleeper() throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Sleeper.class.getName());
    java.environment().remove("JAVA_TOOL_OPTIONS");
    return java.start();
  }

  @Test
  @Timeout(60)
  @DisabledOnOs(OS.WINDOWS) // There, ending a process runs no hooks.
  void isGoneWhenTheProcessIsToldToEnd() throws Exception {
    Process process = sleeper();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      Path directory = Path.of(output.readLine());
      assertThat(directory.resolve("a/b")).exists();
      process.destroy();
      process.waitFor();

      assertThat(directory).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Never closes what it made. */
  static final class Sleeper {

    private Sleeper() {}

    public static void main(String[] arguments) throws Exception {
      Scratch scratch = Scratch.create();
      Files.createDirectories(scratch.directory().resolve("a/b"));
      System.out.println(scratch.directory());
      Thread.sleep(60_000);
    }
  }
}
