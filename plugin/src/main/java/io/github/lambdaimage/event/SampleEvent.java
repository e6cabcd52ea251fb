package io.github.lambdaimage.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.oci.JsonValue;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event of some kind, whose fields can be set. */
public final class SampleEvent {

  private static final int LONGEST_QUOTE = 60;

  private final EventKind kind;
  private final Set<String> open;
  private final Map<String, Object> event;
  private final Set<String> set = new HashSet<>();

  private SampleEvent(EventKind kind, Set<String> open, Map<String, Object> event) {
    this.kind = kind;
    this.open = open;
    this.event = event;
  }

  static SampleEvent read(EventKind kind, Set<String> open, byte[] document) throws IOException {
    @SuppressWarnings("unchecked") // JSON has no other keys.
    Map<String, Object> event = (Map<String, Object>) JsonValue.parse(document);
    return new SampleEvent(kind, open, Objects.requireNonNull(event));
  }

  /**
   * Sets fields.
   *
   * @param query such as {@code body=hello&messageId=1}; a field is named by its path from the top,
   *     or by a unique end of the path
   * @throws LambdaImageException for an unknown field, or a value of the wrong type
   */
  public SampleEvent with(String query) throws LambdaImageException {
    for (FieldQuery.Field field : FieldQuery.parse(query).fields()) {
      Place place = place(field.name());
      place.set(value(place, field.value()));
      set.add(place.path());
    }
    return this;
  }

  /** The event as its service sends it. */
  public byte[] bytes() throws IOException {
    for (Derivation derivation : kind.derived()) {
      if (derivation.isEncoding() || !set.contains(derivation.target())) {
        Optional<Place> source = known(derivation.source());
        Optional<Place> target = known(derivation.target());
        if (source.isPresent() && target.isPresent()) {
          target.get().set(derivation.of(source.get().value()));
        }
      }
    }
    return JsonValue.text(event).getBytes(UTF_8);
  }

  /** Whether there is a value at a path. */
  boolean has(String path) {
    return known(path).isPresent();
  }

  private Optional<Place> known(String path) {
    return Place.all(event).stream().filter(place -> place.path().equals(path)).findFirst();
  }

  /** Finds a field. A whole path wins over an ending, and the exact case over another. */
  private Place place(String name) throws LambdaImageException {
    List<Place> places = Place.all(event);
    for (boolean ignoringCase : new boolean[] {false, true}) {
      for (boolean whole : new boolean[] {true, false}) {
        List<Place> called =
            places.stream().filter(it -> it.isCalled(name, whole, ignoringCase)).toList();
        if (called.size() > 1) {
          throw ambiguous(name, called);
        }
        if (called.size() == 1) {
          return called.get(0);
        }
      }
    }
    return added(name, places);
  }

  /** Adds a member that the sample does not have, such as a header. */
  private Place added(String name, List<Place> places) throws LambdaImageException {
    int end = name.indexOf('.');
    while (end > 0 && end < name.length() - 1) {
      String parent = name.substring(0, end);
      List<Place> called = places.stream().filter(it -> isOpen(it, parent)).toList();
      if (called.size() == 1 && called.get(0).value() instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // JSON has no other keys.
        Map<String, Object> holder = (Map<String, Object>) map;
        Place place = called.get(0);
        String key = name.substring(end + 1);
        return new Place(
            place.path() + "." + key, place.field() + "." + key, place.first(), holder, key);
      }
      end = name.indexOf('.', end + 1);
    }
    throw new LambdaImageException(
        "The event '%s' has no field '%s'. It has %s. Write one of them, or as much of its end as no other has."
            .formatted(
                kind.name(), quoted(name), fields(places.stream().filter(Place::first).toList())));
  }

  private boolean isOpen(Place place, String name) {
    return open.contains(place.key())
        && (place.isCalled(name, true, true) || place.isCalled(name, false, true));
  }

  private LambdaImageException ambiguous(String name, List<Place> called) {
    return new LambdaImageException(
        "The event '%s' has more than one field '%s': %s. Write more of the one that is meant."
            .formatted(kind.name(), quoted(name), fields(called)));
  }

  private static String fields(List<Place> places) {
    return places.stream().map(Place::field).collect(Collectors.joining(", "));
  }

  /**
   * The value of a text: a text if the field is one or its type is unknown; else JSON of the
   * field's type.
   */
  private @Nullable Object value(Place place, String text) throws LambdaImageException {
    Object present = place.value() == null ? place.neighbour() : place.value();
    if (present == null || present instanceof String) {
      return text;
    }
    Object value = json(text);
    if (value == null || !name(value).equals(name(present))) {
      throw new LambdaImageException(
          "The field '%s' of the event '%s' is %s, which '%s' is not. Write JSON, such as '%s'."
              .formatted(
                  place.field(), kind.name(), name(present), quoted(text), quoted(shown(present))));
    }
    return value;
  }

  private static @Nullable Object json(String text) {
    try {
      return JsonValue.parse(text.getBytes(UTF_8));
    } catch (IOException e) {
      return null;
    }
  }

  private static String name(Object value) {
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    return value instanceof List ? "a list" : value instanceof Map ? "an object" : "a text";
  }

  private static String shown(Object value) {
    return JsonValue.text(value);
  }

  private static String quoted(String text) {
    return Quotation.of(text, LONGEST_QUOTE);
  }
}
