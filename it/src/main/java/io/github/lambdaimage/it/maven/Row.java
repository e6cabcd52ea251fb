package io.github.lambdaimage.it.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of {@link Rows}: a name, and values by their keys. */
public final class Row {

  private final String name;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  Row(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** All values of a key, in their order; none if it has none. */
  public List<String> all(String key) {
    return List.copyOf(values.getOrDefault(key, List.of()));
  }

  /** The one value of a key; fails if there is another number of them. */
  public String text(String key) {
    List<String> all = all(key);
    if (all.size() != 1) {
      throw new IllegalArgumentException(
          "[" + name + "] has " + all.size() + " values for '" + key + "'");
    }
    return all.get(0);
  }

  /** The same, or this where there is none. */
  public String text(String key, String otherwise) {
    return all(key).isEmpty() ? otherwise : text(key);
  }

  void add(String key, String value) {
    values.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
  }

  @Override
  public String toString() {
    return name + " " + values;
  }
}
