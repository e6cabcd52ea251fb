package io.github.lambdaimage.maven;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log like Maven's, and a terminal or file in which its lines and the results are. */
final class RecordedLog extends SystemStreamLog {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final boolean quiet;

  private RecordedLog(boolean quiet) {
    this.quiet = quiet;
  }

  static RecordedLog normal() {
    return new RecordedLog(false);
  }

  /** As with {@code -q}. */
  static RecordedLog quiet() {
    return new RecordedLog(true);
  }

  /** A console that writes here, as without a terminal. */
  Console console() {
    return new Console(this, out, false, System::nanoTime);
  }

  PrintStream out() {
    return out;
  }

  List<String> lines() {
    return text().lines().toList();
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public boolean isInfoEnabled() {
    return !quiet;
  }

  @Override
  public void info(CharSequence content) {
    print("INFO", content);
  }

  @Override
  public void warn(CharSequence content) {
    print("WARNING", content);
  }

  @Override
  public void error(CharSequence content) {
    out.print("[ERROR] " + requireNonNull(content) + "\n");
  }

  private void print(String level, CharSequence content) {
    if (!quiet) {
      out.print("[" + level + "] " + requireNonNull(content) + "\n");
    }
  }
}
