package io.github.lambdaimage.startup;

import java.util.function.Consumer;

/**
 * The log of a training.
 *
 * @param infos receives what went well
 * @param warnings receives what did not
 */
public record TrainingLog(Consumer<String> infos, Consumer<String> warnings) {

  void info(String message) {
    infos.accept(message);
  }

  void warn(String message) {
    warnings.accept(message);
  }
}
