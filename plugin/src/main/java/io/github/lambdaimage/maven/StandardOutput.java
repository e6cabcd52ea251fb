package io.github.lambdaimage.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Where bytes go out as they are, whatever Maven has put in place of the standard output. */
final class StandardOutput {

  /** Of Maven 4, which makes a line of the log of each line. */
  private static final String LOG = "org.apache.maven.";

  /** Of Maven 3, which drops escape sequences where there is no terminal. */
  private static final String JANSI = "org.fusesource.jansi.";

  private StandardOutput() {}

  /**
   * The process's own output behind a stream of Maven's command line, and any other stream itself:
   * whoever embeds Maven, as its daemon does, or writes to a file by {@code -l}, wants it there.
   */
  static PrintStream behind(PrintStream current) {
    String name = current.getClass().getName();
    return name.startsWith(LOG) || name.startsWith(JANSI)
        ? new PrintStream(new FileOutputStream(FileDescriptor.out), false)
        : current;
  }
}
