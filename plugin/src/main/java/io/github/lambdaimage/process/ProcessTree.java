package io.github.lambdaimage.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and all that it started. */
public final class ProcessTree {

  /** What was killed ends at once, unless the kernel has to wait for a device. */
  private static final int SECONDS = 5;

  private ProcessTree() {}

  /** Kills all of them, and waits for the process itself. */
  public static void kill(Process process) {
    kill(process.toHandle(), process.onExit());
  }

  /** The same for a process that somebody else started. */
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
