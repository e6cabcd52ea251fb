package io.github.lambdaimage.startup;

import java.util.function.Consumer;

/**
 * What people are told of a training.
 *
 * @param infos takes what is as it should be
 * @param warnings takes what is not
 */
public record TrainingLog(Consumer<String> infos, Consumer<String> warnings) {

  void info(String message) {
    infos.accept(message);
  }

  void warn(String message) {
    warnings.accept(message);
  }
}
