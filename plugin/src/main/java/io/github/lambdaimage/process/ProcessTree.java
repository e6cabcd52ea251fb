package io.github.lambdaimage.process;

import java.util.List;
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
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    try {
      process.onExit().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Nothing more can be done.
    }
  }
}
