package io.github.lambdaimage.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * The stream that writes bytes as they are, whatever Maven has put in place of the standard output.
 */
final class StandardOutput {

  /** Streams of Maven 4, which makes a log line of each line. */
  private static final String LOG = "org.apache.maven.";

  /** Streams of Maven 3, which drops escape sequences without a terminal. */
  private static final String JANSI = "org.fusesource.jansi.";

  private StandardOutput() {}

  /**
   * The process's own output if the current stream is one of Maven's command line; any other stream
   * itself: a program that embeds Maven, as its daemon does, or a file of {@code -l} wants the
   * output there.
   */
  static PrintStream behind(PrintStream current) {
    String name = current.getClass().getName();
    return name.startsWith(LOG) || name.startsWith(JANSI)
        ? new PrintStream(new FileOutputStream(FileDescriptor.out), false)
        : current;
  }
}
