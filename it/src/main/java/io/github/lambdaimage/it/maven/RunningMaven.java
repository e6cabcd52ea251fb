package io.github.lambdaimage.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A Maven that goes on until it is closed, or ends by itself within some time. */
public final class RunningMaven implements AutoCloseable {

  private static final long LINE_SECONDS = 180;
  private static final long END_SECONDS = 30;
  private static final long PAUSE_MILLIS = 50;

  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private RunningMaven(Process process) {
    this.process = process;
  }

  /** Starts goals and options in a project. */
  public static RunningMaven start(ChildMaven maven, Path project, List<String> arguments)
      throws IOException {
    System.out.println("Maven goes on with " + String.join(" ", arguments));
    RunningMaven running = new RunningMaven(maven.start(project, arguments));
    Thread reader = new Thread(running::read, "log of a Maven that goes on");
    reader.setDaemon(true);
    reader.start();
    return running;
  }

  /** The first line of the log that contains this text, now or soon. */
  public String awaitLine(String text) throws IOException {
    return ScriptTurn.pausing(() -> awaited(text));
  }

  private String awaited(String text) throws InterruptedException {
    long end = System.nanoTime() + SECONDS.toNanos(LINE_SECONDS);
    while (System.nanoTime() < end) {
      for (String line : lines()) {
        if (line.contains(text)) {
          return line;
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new AssertionError("No '" + text + "' in:\n" + String.join("\n", lines()));
  }

  /**
   * Waits for the end of the build.
   *
   * @return whether it succeeded
   * @throws AssertionError when it has not ended by then
   */
  public boolean succeedsWithin(Duration time) throws IOException {
    if (!ScriptTurn.pausing(() -> process.waitFor(time.toSeconds(), SECONDS))) {
      throw new AssertionError(
          "After " + time.toSeconds() + " s there is no end of:\n" + String.join("\n", lines()));
    }
    return process.exitValue() == 0;
  }

  /** What was logged so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Ends it as a process manager does; whoever stays, it or what it started, fails the test. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    process.destroy();
    try {
      for (ProcessHandle each : all) {
        each.onExit().get(END_SECONDS, SECONDS);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      throw new AssertionError("It did not end by itself:\n" + String.join("\n", lines()), e);
    }
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line; (line = output.readLine()) != null; ) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
