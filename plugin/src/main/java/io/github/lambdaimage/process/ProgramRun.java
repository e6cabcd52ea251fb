package io.github.lambdaimage.process;

import io.github.lambdaimage.async.Daemon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that runs until it ends.
 *
 * @param command the program and its arguments
 * @param environment variables that it gets in addition to Maven's own
 * @param deadline after which it is killed, with everything it started
 */
public record ProgramRun(List<String> command, Map<String, String> environment, Duration deadline) {

  /** How much of the output is kept. */
  private static final int LARGEST_OUTPUT = 1024 * 1024;

  /** A process that the program leaves running may keep its output open. */
  private static final long MILLIS_FOR_THE_REST = 1000;

  /** What to do with the standard error. */
  public enum Errors {
    AMONG_THE_OUTPUT,
    DROPPED
  }

  /**
   * How it ended.
   *
   * @param status 0 for success
   * @param output what it printed, decoded as UTF-8
   */
  public record Outcome(int status, String output) {}

  /**
   * Runs it.
   *
   * @param input its whole standard input
   * @throws IOException when it cannot be started
   * @throws TimeoutException when it was killed
   */
  public Outcome run(String input, Errors errors)
      throws IOException, InterruptedException, TimeoutException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    if (errors == Errors.AMONG_THE_OUTPUT) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Process process = builder.start();
    AtExit exit = AtExit.run(() -> ProcessTree.kill(process));
    try {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      Thread reader = reader(process.getInputStream(), output);
      write(input, process.getOutputStream());
      if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      reader.join(MILLIS_FOR_THE_REST);
      return new Outcome(process.exitValue(), output.toString(StandardCharsets.UTF_8));
    } finally {
      exit.close();
    }
  }

  private static Thread reader(InputStream in, ByteArrayOutputStream out) {
    return Daemon.start("lambda-image-output", () -> read(in, out));
  }

  private static void read(InputStream in, ByteArrayOutputStream out) {
    byte[] buffer = new byte[8192];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (out.size() < LARGEST_OUTPUT) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // The process was killed: there is nothing more to read.
    }
  }

  private static void write(String input, OutputStream out) {
    try (out) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It does not read its input.
    }
  }
}
