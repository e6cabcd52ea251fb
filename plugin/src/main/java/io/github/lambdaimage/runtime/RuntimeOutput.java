package io.github.lambdaimage.runtime;

import java.util.function.Consumer;

/** Takes the lines that a runtime prints, and those of what runs beside it. */
@FunctionalInterface
public interface RuntimeOutput extends Consumer<String> {

  /** Takes a line of an extension, or of what holds the runtime, where these can be told apart. */
  default void acceptBeside(String line) {
    accept(line);
  }

  /** Takes a line of this plugin's own, that nobody has printed. */
  default void tell(String line) {
    accept(line);
  }
}
