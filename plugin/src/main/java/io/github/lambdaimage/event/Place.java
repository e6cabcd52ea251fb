package io.github.lambdaimage.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of a value in an event.
 *
 * @param path names and indexes from the top, such as {@code Records.0.body}
 * @param field the path without the index of a first element: {@code Records.body}
 * @param first whether it is in the first element of every list on the way
 * @param holder of the value
 * @param key of the value in its holder
 */
record Place(String path, String field, boolean first, Map<String, Object> holder, String key) {

  /** All places of an event, in order. */
  static List<Place> all(Map<String, Object> event) {
    List<Place> places = new ArrayList<>();
    collect("", "", true, event, places);
    return places;
  }

  @Nullable Object value() {
    return holder.get(key);
  }

  /** A value beside it, whose type a new one gets. */
  @Nullable Object neighbour() {
    return holder.values().stream().filter(Objects::nonNull).findFirst().orElse(null);
  }

  void set(@Nullable Object value) {
    holder.put(key, value);
  }

  /** Whether a name means this place: its whole path or, unless that is required, its end. */
  boolean isCalled(String name, boolean whole, boolean ignoringCase) {
    if (whole) {
      return equal(name, path, ignoringCase) || equal(name, field, ignoringCase);
    }
    int rest = field.length() - name.length() - 1;
    return first
        && rest > 0
        && field.charAt(rest) == '.'
        && equal(name, field.substring(rest + 1), ignoringCase);
  }

  private static boolean equal(String name, String other, boolean ignoringCase) {
    return ignoringCase ? name.equalsIgnoreCase(other) : name.equals(other);
  }

  private static void collect(
      String path, String field, boolean first, @Nullable Object value, List<Place> places) {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // JSON has no other keys.
      Map<String, Object> object = (Map<String, Object>) map;
      for (Map.Entry<String, Object> member : object.entrySet()) {
        String key = member.getKey();
        places.add(new Place(path + key, field + key, first, object, key));
        collect(path + key + ".", field + key + ".", first, member.getValue(), places);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String index = i + ".";
        collect(path + index, i == 0 ? field : field + index, first && i == 0, list.get(i), places);
      }
    }
  }
}
