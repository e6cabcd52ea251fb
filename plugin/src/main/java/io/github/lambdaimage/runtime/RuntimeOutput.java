package io.github.lambdaimage.runtime;

import java.util.function.Consumer;

/** Receives the lines of a runtime, and of what runs beside it. */
@FunctionalInterface
public interface RuntimeOutput extends Consumer<String> {

  /**
   * Receives a line of an extension, or of the program around the runtime, if these can be told
   * apart.
   */
  default void acceptBeside(String line) {
    accept(line);
  }

  /** Receives a line of the plugin itself. */
  default void tell(String line) {
    accept(line);
  }
}
