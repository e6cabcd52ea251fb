package io.github.lambdaimage.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All kinds of events that have a sample.
 *
 * @param list in the order of the index
 * @param open names of objects that accept members which the sample does not have
 */
public record EventKinds(List<EventKind> list, Set<String> open) {

  private static final String OPEN = "open:";

  /** Reads the index, which is a resource beside the samples. */
  public static EventKinds read() throws IOException {
    List<EventKind> kinds = new ArrayList<>();
    Set<String> open = Set.of();
    for (String line : new String(resource("index.txt"), UTF_8).split("\n", -1)) {
      if (line.startsWith(OPEN)) {
        open = Set.of(line.substring(OPEN.length()).strip().split(" "));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        kinds.add(EventKind.parse(line));
      }
    }
    return new EventKinds(List.copyOf(kinds), open);
  }

  /** The kind with a name, if there is one. */
  public Optional<EventKind> find(String name) {
    return list.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** The sample of a kind of this index. */
  public SampleEvent sample(EventKind kind) throws IOException {
    return SampleEvent.read(kind, open, resource(kind.name() + ".json"));
  }

  /** A line for each kind, for people. */
  public String table() {
    int width = list.stream().mapToInt(kind -> kind.name().length()).max().orElse(1);
    StringBuilder lines = new StringBuilder();
    for (EventKind kind : list) {
      lines.append(kind.name()).append(" ".repeat(width - kind.name().length() + 2));
      lines.append(kind.sender());
      kind.eventClass().ifPresent(type -> lines.append(": ").append(type));
      lines.append('\n');
    }
    return lines.toString();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream resource = EventKinds.class.getResourceAsStream("samples/" + name)) {
      if (resource == null) {
        throw new IllegalStateException("'" + name + "' is not among the samples of events");
      }
      return resource.readAllBytes();
    }
  }
}
