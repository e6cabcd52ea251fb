package io.github.lambdaimage.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;

/**
 * Kills a process, and all that it started, when Maven ends without having done so itself: a small
 * shell beside it reads a pipe of ours, which the system closes with Maven, however that ends.
 */
public final class KillSwitch implements AutoCloseable {

  /** Only what is part of the shell: there may be no other program. */
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

  /** One that has nothing to kill yet. */
  public static KillSwitch create() throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", SCRIPT)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return new KillSwitch(shell.getOutputStream());
  }

  /** From now on it is for a process, until that has ended: its number may be another's then. */
  public void guard(ProcessHandle process) {
    say(Long.toString(process.pid()));
    var unused = process.onExit().thenRun(this::close);
  }

  /** It will kill nothing any more. */
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
      // Whoever would read it has ended, and kills nothing.
    }
  }
}
