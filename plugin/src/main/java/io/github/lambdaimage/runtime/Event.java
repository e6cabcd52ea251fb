package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code lambda-image.event} means: JSON, a named sample or a file. */
public final class Event {

  /** The names of the samples, each a resource beside this class. */
  public static final List<String> SAMPLES =
      List.of(
          "apigateway-v2",
          "alb",
          "sqs",
          "sns",
          "s3",
          "eventbridge",
          "schedule",
          "dynamodb-stream",
          "kinesis");

  private static final Pattern JSON =
      Pattern.compile(
          "[{\\[\"].*|-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null", Pattern.DOTALL);

  private static final int LONGEST_QUOTE = 200;

  private Event() {}

  /**
   * The event's bytes.
   *
   * @param text JSON, the name of a sample or that of a file
   * @param directory that the file's name is relative to
   * @throws LambdaImageException when it is none of them
   */
  public static Payload parse(String text, Path directory) throws LambdaImageException {
    String stripped = text.strip();
    if (JSON.matcher(stripped).matches()) {
      return checked(Payload.of(stripped), text);
    }
    try {
      if (SAMPLES.contains(stripped)) {
        return sample(stripped);
      }
      Path file = LocalePath.of(directory, stripped);
      if (!Files.isRegularFile(file)) {
        throw new LambdaImageException(
            "The event '%s' is not JSON, and there is no such file. Name a file, write JSON ('{\"name\": \"value\"}') or name a sample: %s."
                .formatted(text, String.join(", ", SAMPLES)));
      }
      return checked(Payload.of(Files.readAllBytes(file)), text);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The event '%s' cannot be read: %s. Make the file readable."
              .formatted(text, Reason.of(e)),
          e);
    }
  }

  /** Lambda refuses anything else; here the function would, and be blamed. */
  private static Payload checked(Payload event, String text) throws LambdaImageException {
    Optional<String> fault = JsonText.fault(event.bytes());
    if (fault.isPresent()) {
      throw new LambdaImageException(
          "The event '%s' is not JSON, and Lambda takes nothing else: %s. Correct it; a text stands in quotes, as in '\"text\"'."
              .formatted(shortened(text), fault.get()));
    }
    return event;
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
  }

  private static Payload sample(String name) throws IOException {
    try (InputStream sample = Event.class.getResourceAsStream("events/" + name + ".json")) {
      if (sample == null) {
        throw new IllegalStateException("The sample '" + name + "' is not in the plugin's jar");
      }
      return Payload.of(sample.readAllBytes());
    }
  }
}
