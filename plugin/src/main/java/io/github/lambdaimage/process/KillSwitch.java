package io.github.lambdaimage.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;

/**
 * Kills a process, and everything it started, when Maven ends without having done so itself. A
 * small shell reads a pipe from Maven, which the system closes however Maven ends.
 */
public final class KillSwitch implements AutoCloseable {

  /** It uses only the shell's own commands: other programs may be missing. */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      read -r pid && [ -n "$pid" ] || exit 0
      # Whoever says a second thing has no more use for it.
      read -r word && exit 0
      end() {
        # What stands still starts nothing more.
        kill -STOP "$1" || return 0
        for stat in /proc/[0-9]*/stat; do
          read -r line <"$stat" || continue
          # PID (NAME) STATE PARENT ..., and a name may be anything.
          parent=${line##*) }
          parent=${parent#? }
          if [ "${parent%% *}" = "$1" ]; then
            child=${stat#/proc/}
            (end "${child%/stat}")
          fi
        done
        kill -KILL "$1"
      }
      end "$pid"
      """;

  private final OutputStream pipe;

  private KillSwitch(OutputStream pipe) {
    this.pipe = pipe;
  }

  /** A switch that guards nothing yet. */
  public static KillSwitch create() throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", SCRIPT)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return new KillSwitch(shell.getOutputStream());
  }

  /** Guards a process until that has ended: later its number may be another process's. */
  public void guard(ProcessHandle process) {
    say(Long.toString(process.pid()));
    var unused = process.onExit().thenRun(this::close);
  }

  /** Ends without killing anything. */
  @Override
  public void close() {
    say("done");
    try {
      pipe.close();
    } catch (IOException e) {
      // It is closed, or its reader has ended.
    }
  }

  private synchronized void say(String word) {
    try {
      pipe.write((word + "\n").getBytes(US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      // The reader has ended, and kills nothing.
    }
  }
}
