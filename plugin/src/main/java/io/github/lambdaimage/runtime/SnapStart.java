package io.github.lambdaimage.runtime;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SnapStart on this machine: the runtime runs its hooks as on Lambda, and its state between them is
 * examined. No snapshot is made: the same process goes on.
 */
final class SnapStart {

  private static final double NANOS = 1e6;

  private final FunctionIdentity identity;
  private final Consumer<String> output;
  private @Nullable Long restored;

  SnapStart(FunctionIdentity identity, Consumer<String> output) {
    this.identity = identity;
    this.output = output;
  }

  /** The runtime has run its hooks for before a snapshot. */
  void snapshot(ProcessHandle process, String api) throws InterruptedException {
    SnapshotFindings.of(process, api).forEach(output);
    restored = System.nanoTime();
  }

  /** The runtime asks for its first invocation, after its hooks for after the restoration. */
  void ready() {
    if (restored != null) {
      output.accept(
          String.format(
              Locale.ROOT,
              "RESTORE_REPORT Restore Duration: %.2f ms",
              Duration.ofNanos(System.nanoTime() - restored).toNanos() / NANOS));
    } else if (identity.snapStart()) {
      output.accept(
          "SnapStart: the runtime did not ask to be restored, so no hook has run. AWS's runtime interface client for Java asks; another one has to do so as the Runtime API says ('restore/next').");
    }
  }
}
