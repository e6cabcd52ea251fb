package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Progress;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/**
 * All output of a goal: its log and progress for people, its result for programs too.
 *
 * <p>Several threads may write; none interrupts another's line or the result.
 */
final class Console implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final char LINE_END = '\n';

  private final Log log;
  private final PrintStream out;
  private final Progress transfers;
  private boolean lineIsOpen;
  private boolean ended;

  /**
   * A console of a build.
   *
   * @param out gets the result, and on a terminal the line that updates
   */
  Console(Log log, PrintStream out, boolean terminal, LongSupplier nanoTime) {
    this.log = log;
    this.out = out;
    if (!log.isInfoEnabled()) {
      transfers = Progress.NONE;
    } else if (terminal) {
      transfers = new TransferLog(TransferLog.ON_TERMINAL, this::update, nanoTime);
    } else {
      transfers = new TransferLog(TransferLog.IN_LOG, this::logged, nanoTime);
    }
  }

  static Console of(MavenSession session, Log log) {
    PrintStream out = StandardOutput.behind(System.out);
    // A replaced stream is not a terminal, even if Maven was started in one.
    boolean terminal =
        session.getRequest().isInteractiveMode() && out != System.out && Terminal.isThere();
    return new Console(log, out, terminal, System::nanoTime);
  }

  /** Shows the progress of transfers, until there is a result or the console is closed. */
  Progress transfers() {
    return transfers;
  }

  synchronized void info(String line) {
    clear();
    log.info(line);
  }

  /** Logs at debug level. */
  void debug(String line) {
    log.debug(line);
  }

  synchronized void warn(String line) {
    clear();
    log.warn(line);
  }

  /** Logs an error after which the goal goes on. */
  synchronized void error(LambdaImageException problem) {
    clear();
    log.error(problem.getMessage());
  }

  /**
   * Writes the goal's result to the standard output, on lines of its own: the same bytes whatever
   * the Maven, locale and options.
   *
   * @throws LambdaImageException when it could not be written completely
   */
  synchronized void result(byte[] bytes) throws LambdaImageException {
    end();
    // Flush and lock Maven's own stream: its threads write to the same place.
    synchronized (System.out) {
      System.out.flush();
      out.write(bytes, 0, bytes.length);
      if (bytes.length == 0 || bytes[bytes.length - 1] != LINE_END) {
        out.write(LINE_END);
      }
      if (out.checkError()) {
        throw new LambdaImageException(
            "The response could not be written to the standard output as a whole. Look at where it leads to: a full disk, or a program that has ended.");
      }
    }
  }

  /** Clears the line that updates on the terminal, before other output. */
  synchronized void clear() {
    if (lineIsOpen) {
      write(CLEAR_LINE);
      lineIsOpen = false;
    }
  }

  /** Ends all progress, so that Maven goes on at the beginning of a line. */
  @Override
  public void close() {
    end();
  }

  private synchronized void end() {
    clear();
    ended = true;
  }

  private synchronized void logged(String progress) {
    if (!ended) {
      log.info(progress);
    }
  }

  private synchronized void update(String progress) {
    if (!ended) {
      write(CLEAR_LINE + progress);
      lineIsOpen = true;
    }
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
