package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.async.Daemon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Hands on what a process prints, line by line. */
final class OutputPump {

  private OutputPump() {}

  /** Starts a thread that ends with the process. */
  static Thread start(InputStream output, Consumer<String> lines) {
    return Daemon.start("lambda-image-output", () -> pump(output, lines));
  }

  private static void pump(InputStream output, Consumer<String> lines) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, UTF_8))) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      // The process was killed: there is nothing more to read.
    }
  }
}
