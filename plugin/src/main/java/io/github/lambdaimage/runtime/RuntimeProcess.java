package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process of a runtime, or of the program around it: an engine's client, a namespace. */
public final class RuntimeProcess implements AutoCloseable {

  private static final Pattern PEAK_MEMORY = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final long KILOBYTE = 1024;

  /** Without an end of its own, the output is kept open by another process. */
  private static final Duration LONGEST_OUTPUT = Duration.ofSeconds(1);

  private final Process process;
  private final CompletableFuture<Integer> exit;
  private final OutputPump output;
  private final OutputPump errors;
  private final @Nullable OutputMarks marks;
  private final @Nullable OutputPipe pipe;
  private final Runnable end;
  private final ToLongFunction<Process> runtime;
  private long pid;

  private RuntimeProcess(
      Process process,
      CompletableFuture<Integer> exit,
      OutputPump output,
      OutputPump errors,
      @Nullable OutputMarks marks,
      @Nullable OutputPipe pipe,
      Runnable end,
      ToLongFunction<Process> runtime) {
    this.process = process;
    this.exit = exit;
    this.output = output;
    this.errors = errors;
    this.marks = marks;
    this.pipe = pipe;
    this.end = end;
    this.runtime = runtime;
    var unused = process.onExit().thenAccept(it -> exit.complete(it.exitValue()));
  }

  /**
   * Starts a process without input.
   *
   * @param lines receives each line that it prints, including errors, on a thread of its own
   * @param end runs once it has ended or was killed, at {@link #close}
   * @param runtime gives the number of the runtime's own process, which this one may only contain,
   *     when the runtime answers; 0 if this machine does not know it
   */
  static RuntimeProcess start(
      ProcessBuilder builder, Consumer<String> lines, Runnable end, ToLongFunction<Process> runtime)
      throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    OutputPump output = OutputPump.start(process.getInputStream(), lines);
    return new RuntimeProcess(
        process, new CompletableFuture<>(), output, output, null, null, end, runtime);
  }

  /**
   * Starts a process without input that is the runtime itself, on this machine: what it has printed
   * takes no other way than its pipe.
   *
   * @param lines as for {@link #start}
   * @param end as for {@link #start}
   */
  static RuntimeProcess startHere(ProcessBuilder builder, Consumer<String> lines, Runnable end)
      throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    OutputPipe pipe = OutputPipe.of(process);
    OutputPump output = OutputPump.start(process.getInputStream(), pipe.without(lines));
    return new RuntimeProcess(
        process, new CompletableFuture<>(), output, output, null, pipe, end, Process::pid);
  }

  /**
   * Starts a process that ends when its input does, and so with Maven, even a killed one.
   * Everything that it starts belongs to the function; other processes beside the runtime may
   * outlive it.
   *
   * @param lines receives the output as the runtime's, and the error output as that of others
   * @param ended the mark before the runtime's exit status at the end of a line of the error
   *     output, and before requested marks in the output
   * @param runtime as for {@link #start}
   */
  static RuntimeProcess startTied(
      ProcessBuilder builder,
      RuntimeOutput lines,
      String ended,
      Runnable end,
      ToLongFunction<Process> runtime)
      throws IOException {
    Process process = builder.start();
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    OutputPump errors =
        OutputPump.start(
            process.getErrorStream(),
            line -> {
              // After a line without its end.
              int at = line.lastIndexOf(ended);
              if (at >= 0) {
                exit.complete(Integer.valueOf(line.substring(at + ended.length())));
              }
              if (at != 0) {
                lines.acceptBeside(at < 0 ? line : line.substring(0, at));
              }
            });
    OutputMarks marks = new OutputMarks(ended);
    OutputPump output = OutputPump.start(process.getInputStream(), marks.without(lines));
    return new RuntimeProcess(process, exit, output, errors, marks, null, end, runtime);
  }

  /**
   * Completes when the runtime has ended and its output was passed on, which shows the reason. If
   * another process keeps the output open, this waits only for a moment.
   *
   * @return its exit status
   */
  CompletableFuture<Integer> onExit() {
    return exit.thenApplyAsync(
        status -> {
          try {
            if (marks == null) {
              output.awaitEnd(LONGEST_OUTPUT);
            } else {
              marks.await(this::tell, output.end());
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return status;
        });
  }

  /** Whether the runtime is still running. */
  boolean isAlive() {
    return process.isAlive() && !exit.isDone();
  }

  /** Whether the runtime, or anything beside it, is still running. */
  boolean isAnyAlive() {
    return process.isAlive();
  }

  /**
   * Ends only the runtime of a process that ends with its input, as Lambda does: first with a
   * signal that it can handle.
   */
  void endRuntime(Duration grace) {
    tell("TERM");
    try {
      exit.get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      tell("KILL");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("It has no other end than its status", e);
    }
  }

  private synchronized void tell(String command) {
    try {
      process.getOutputStream().write((command + "\n").getBytes(US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // Then everything has ended.
    }
  }

  /** Waits until everything that the runtime has printed so far is passed on. */
  void awaitPrinted() throws InterruptedException {
    if (marks != null) {
      marks.await(this::tell, output.end());
    } else if (pipe != null && pipe.isOpen()) {
      pipe.awaitPrinted(output.end());
    } else {
      output.awaitQuiet();
    }
  }

  /** The runtime's own process if it is on this machine, or the process around it. */
  ProcessHandle handle() {
    if (pid == 0) {
      pid = runtime.applyAsLong(process);
    }
    return ProcessHandle.of(pid).orElse(process.toHandle());
  }

  /**
   * Sends SIGTERM to the JVMs among the processes it has started, and waits until everything has
   * ended. A shell around a JVM, or a namespace's first process, then ends by itself. An engine's
   * client, which has started no JVM itself, passes the signal on.
   *
   * @return whether it has ended
   */
  boolean terminate(Duration patience) {
    List<ProcessHandle> machines =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .filter(it -> isJava(it.pid()))
            .toList();
    (machines.isEmpty() ? List.of(process.toHandle()) : machines).forEach(ProcessHandle::destroy);
    awaitEnd(patience);
    return !process.isAlive();
  }

  private static boolean isJava(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/comm"), UTF_8).strip().equals("java");
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for the end of everything, for a limited time. */
  void awaitEnd(Duration timeout) {
    try {
      var unused = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The exit code; only for a runtime that has ended. */
  int exitCode() {
    return exit.join();
  }

  /** The peak memory of the function, in bytes; 0 if Linux does not tell. */
  long peakMemory() {
    ProcessHandle root = handle();
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(it -> peakMemory(it.pid()))
        .sum();
  }

  private static long peakMemory(long pid) {
    try {
      Matcher matcher =
          PEAK_MEMORY.matcher(Files.readString(Path.of("/proc/" + pid + "/status"), UTF_8));
      return matcher.find() ? Long.parseLong(matcher.group(1)) * KILOBYTE : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Kills it and everything it started, and passes on the rest of the output. */
  @Override
  public void close() {
    ProcessTree.kill(process);
    awaitEnd(output);
    if (errors != output) {
      awaitEnd(errors);
    }
    end.run();
  }

  private static void awaitEnd(OutputPump pump) {
    try {
      pump.awaitEnd(LONGEST_OUTPUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
