package io.github.lambdaimage.runtime;

import io.github.lambdaimage.event.EventKind;
import io.github.lambdaimage.event.EventKinds;
import io.github.lambdaimage.event.SampleEvent;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The value of {@code lambda-image.event}: JSON, a kind of event (with fields set) or a file. */
public final class Event {

  private static final Pattern JSON =
      Pattern.compile(
          "[{\\[\"].*|-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null", Pattern.DOTALL);

  private static final int LONGEST_QUOTE = 200;

  private Event() {}

  /**
   * The event's bytes.
   *
   * @param text JSON, the name of a kind of event, such as {@code sqs} or {@code sqs?body=hello},
   *     or that of a file
   * @param directory that a relative file name starts at
   * @throws LambdaImageException when it is none of them
   */
  public static Payload parse(String text, Path directory) throws LambdaImageException {
    String stripped = text.strip();
    if (JSON.matcher(stripped).matches()) {
      return checked(Payload.of(stripped), text);
    }
    try {
      Optional<Payload> sample = sample(stripped);
      if (sample.isPresent()) {
        return sample.get();
      }
      Path file = LocalePath.of(directory, stripped);
      if (!Files.isRegularFile(file)) {
        throw new LambdaImageException(
            "The event '%s' is not JSON, and there is no such file. Name a file, write JSON ('{\"name\": \"value\"}') or name a kind of event, such as sqs or apigateway-v2; '-Dlambda-image.event=list' shows all."
                .formatted(shortened(text)));
      }
      return checked(Payload.of(Files.readAllBytes(file)), text);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The event '%s' cannot be read: %s. Make the file readable."
              .formatted(text, FailureReason.of(e)),
          e);
    }
  }

  /** Whether a text asks for the kinds of events. */
  public static boolean isList(String text) {
    return text.strip().equals("list");
  }

  /** All kinds of events: a line for each, in UTF-8. */
  public static byte[] list() throws LambdaImageException {
    try {
      return Payload.of(EventKinds.read().table()).bytes();
    } catch (IOException e) {
      throw new LambdaImageException(
          "The kinds of events cannot be read: %s. Is the plugin's jar damaged? Delete it from the local repository."
              .formatted(FailureReason.of(e)),
          e);
    }
  }

  /** Checks that it is JSON: Lambda refuses anything else; here the function would fail with it. */
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

  private static Optional<Payload> sample(String text) throws IOException, LambdaImageException {
    int end = text.indexOf('?');
    EventKinds kinds = EventKinds.read();
    Optional<EventKind> kind = kinds.find(end < 0 ? text : text.substring(0, end));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    SampleEvent sample = kinds.sample(kind.get());
    return Optional.of(
        Payload.of((end < 0 ? sample : sample.with(text.substring(end + 1))).bytes()));
  }
}
