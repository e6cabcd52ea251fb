package io.github.lambdaimage.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and everything it started. */
public final class ProcessTree {

  /** A killed process ends at once, unless the kernel waits for a device. */
  private static final int SECONDS = 5;

  private ProcessTree() {}

  /** Kills all of them, and waits for the process itself. */
  public static void kill(Process process) {
    kill(process.toHandle(), process.onExit());
  }

  /** Kills a process that somebody else started, and everything it started. */
  public static void kill(ProcessHandle process) {
    kill(process, process.onExit());
  }

  private static void kill(ProcessHandle process, CompletableFuture<?> exit) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    try {
      exit.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Nothing more can be done.
    }
  }
}
