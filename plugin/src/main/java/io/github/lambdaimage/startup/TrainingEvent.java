package io.github.lambdaimage.startup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import io.github.lambdaimage.runtime.Event;
import io.github.lambdaimage.runtime.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An event for the function during training.
 *
 * @param text JSON, the name of a kind of event or that of a file
 * @param directory that a relative file name starts at
 */
record TrainingEvent(String text, Path directory) {

  private static final int LONGEST_NAME = 60;

  /** The bytes that the function gets. */
  Payload payload() throws LambdaImageException {
    return Event.parse(text, directory);
  }

  /** A text that identifies the event, without interpreting it. */
  String key() throws LambdaImageException {
    try {
      Path file = LocalePath.of(directory, text.strip());
      return Files.isRegularFile(file) ? text + '\n' + Files.readString(file, ISO_8859_1) : text;
    } catch (LambdaImageException e) {
      // JSON need not be the name of any file.
      return text;
    } catch (IOException e) {
      throw new LambdaImageException(
          "The event '%s' cannot be read: %s. Make the file readable."
              .formatted(text, FailureReason.of(e)),
          e);
    }
  }

  /** A name for people. */
  String name() {
    return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
  }
}
