package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.anyOf;

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

/** The process of a runtime, or of what holds it: an engine's client, a namespace. */
public final class RuntimeProcess implements AutoCloseable {

  private static final Pattern PEAK_MEMORY = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final long KILOBYTE = 1024;
  private static final Duration LONGEST_OUTPUT = Duration.ofSeconds(1);

  private final Process process;
  private final CompletableFuture<Integer> exit;
  private final OutputPump output;
  private final OutputPump errors;
  private final @Nullable OutputMarks marks;
  private final Runnable end;
  private final ToLongFunction<Process> runtime;
  private long pid;

  private RuntimeProcess(
      Process process,
      CompletableFuture<Integer> exit,
      OutputPump output,
      OutputPump errors,
      @Nullable OutputMarks marks,
      Runnable end,
      ToLongFunction<Process> runtime) {
    this.process = process;
    this.exit = exit;
    this.output = output;
    this.errors = errors;
    this.marks = marks;
    this.end = end;
    this.runtime = runtime;
    var unused = process.onExit().thenAccept(it -> exit.complete(it.exitValue()));
  }

  /**
   * Starts a process that has nothing to read.
   *
   * @param lines takes each line that it prints, errors too, on a thread of its own
   * @param end done once it has ended or was killed, at {@link #close}
   * @param runtime tells the number of the runtime's own process, which this one may only hold,
   *     asked for when the runtime answers; 0 for one that this machine does not know
   */
  static RuntimeProcess start(
      ProcessBuilder builder, Consumer<String> lines, Runnable end, ToLongFunction<Process> runtime)
      throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    OutputPump output = OutputPump.start(process.getInputStream(), lines);
    return new RuntimeProcess(
        process, new CompletableFuture<>(), output, output, null, end, runtime);
  }

  /**
   * Starts a process that ends when its input does, and so with Maven, even a killed one. What it
   * starts is all that the function is made of; what is beside the runtime may outlive that.
   *
   * @param lines takes the output for the runtime's, and the error output for that of the others
   * @param ended what the error output has before the runtime's exit status, at the end of a line,
   *     and the output before what it was asked for
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
              // Behind what others have printed without an end of line.
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
    return new RuntimeProcess(process, exit, output, errors, marks, end, runtime);
  }

  /**
   * When the runtime has ended, and what it printed has been handed on: that tells why. Who still
   * holds its output open is waited for a moment only.
   *
   * @return its exit status
   */
  CompletableFuture<Integer> onExit() {
    return exit.thenApplyAsync(
        status -> {
          try {
            await(marks == null ? output.end() : anyOf(marks.ask(this::tell), output.end()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return status;
        });
  }

  /** Whether the runtime has not ended. */
  boolean isAlive() {
    return process.isAlive() && !exit.isDone();
  }

  /** Whether anything has not ended: the runtime, or what is beside it. */
  boolean isAnyAlive() {
    return process.isAlive();
  }

  /**
   * Ends the runtime of a process that is tied, and nothing beside it, as Lambda does: with a
   * signal first that it may act on.
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
      // Then all has ended.
    }
  }

  /** Waits until what the runtime has printed by now is handed on. */
  void awaitPrinted() throws InterruptedException {
    if (marks == null) {
      output.awaitQuiet();
    } else {
      await(anyOf(marks.ask(this::tell), output.end()));
    }
  }

  /** Not for long: whoever still holds the output open need not say anything. */
  private static void await(CompletableFuture<?> printed) throws InterruptedException {
    try {
      var unused = printed.get(LONGEST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // What comes later is still handed on.
    } catch (ExecutionException e) {
      throw new IllegalStateException("Neither a mark nor an end has a failure", e);
    }
  }

  /** The runtime's own process where it is of this machine, or what holds it. */
  ProcessHandle handle() {
    if (pid == 0) {
      pid = runtime.applyAsLong(process);
    }
    return ProcessHandle.of(pid).orElse(process.toHandle());
  }

  /**
   * Tells the JVMs among what it has started to end (SIGTERM), and waits until all has ended. A
   * shell around one, or a namespace's first process, ends by itself after it. An engine's client,
   * which has started none itself, hands the signal on.
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

  /** Waits for the end of all, but not for long. */
  void awaitEnd(Duration timeout) {
    try {
      var unused = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only for a runtime that has ended. */
  int exitCode() {
    return exit.join();
  }

  /** The most memory that the function has had, in bytes; 0 where Linux does not tell. */
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

  /** Kills it and all that it started, and hands on what they still had to say. */
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
