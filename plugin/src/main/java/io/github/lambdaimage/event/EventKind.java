package io.github.lambdaimage.event;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of event.
 *
 * @param name as users write it
 * @param sender the service, and what it sends
 * @param eventClass its class in {@code aws-lambda-java-events}, if there is one
 * @param derived what is derived from the sample's values before it is sent, in this order
 */
public record EventKind(
    String name, String sender, Optional<String> eventClass, List<Derivation> derived) {

  private static final int FIELDS = 4;

  /** Parses a line of the index. */
  static EventKind parse(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != FIELDS) {
      throw new IllegalStateException("The index of events has the line '" + line + "'");
    }
    String type = fields[2].strip();
    return new EventKind(
        fields[0].strip(),
        fields[1].strip(),
        type.equals("-") ? Optional.empty() : Optional.of(type),
        Stream.of(fields[3].strip().split(" "))
            .filter(text -> !text.isEmpty())
            .map(Derivation::parse)
            .toList());
  }
}
