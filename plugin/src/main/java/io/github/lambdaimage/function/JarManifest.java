package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifest of a jar, without where, when and by whom the jar was made: otherwise the same
 * sources would give another image on another machine or day.
 *
 * @param attributes of the jar; as in Java, case does not matter in their names
 * @param sections the attributes of single entries or packages, by their names
 */
public record JarManifest(
    SortedMap<String, String> attributes, SortedMap<String, SortedMap<String, String>> sections) {

  /** A manifest without attributes. */
  public static final JarManifest EMPTY =
      new JarManifest(Collections.emptySortedMap(), Collections.emptySortedMap());

  private static final String MULTI_RELEASE = "Multi-Release";

  /** Java's own limit for the length of a name. */
  private static final int LONGEST_NAME = 70;

  /**
   * Creates one; attributes that only tell of its making are left out.
   *
   * @throws LambdaImageException for an attribute name that a manifest cannot have
   */
  public static JarManifest of(
      Map<String, String> attributes, Map<String, ? extends Map<String, String>> sections)
      throws LambdaImageException {
    SortedMap<String, SortedMap<String, String>> checked = new TreeMap<>();
    for (Map.Entry<String, ? extends Map<String, String>> section : sections.entrySet()) {
      checked.put(oneLine(section.getKey()), checked(section.getValue()));
    }
    return new JarManifest(checked(attributes), Collections.unmodifiableSortedMap(checked));
  }

  private static SortedMap<String, String> checked(Map<String, String> attributes)
      throws LambdaImageException {
    SortedMap<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      if (!isName(name)) {
        throw new LambdaImageException(
            "The manifest of a jar cannot have an attribute '%s': Java knows names of at most %s letters, digits, '-' and '_'. Correct it in the <manifestEntries> of maven-jar-plugin."
                .formatted(name, LONGEST_NAME));
      }
      if (!tellsOfItsMaking(name.toLowerCase(Locale.ROOT))) {
        checked.put(name, oneLine(attribute.getValue()));
      }
    }
    return Collections.unmodifiableSortedMap(checked);
  }

  private static boolean tellsOfItsMaking(String name) {
    return name.equals("created-by")
        || name.equals("bnd-lastmodified")
        || name.startsWith("build-")
        || name.startsWith("built-");
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      boolean fits =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || letter == '-'
              || letter == '_';
      if (!fits) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= LONGEST_NAME;
  }

  /** Joins the lines of a value in XML: text after a line break would be another attribute. */
  private static String oneLine(String value) {
    return value.strip().replaceAll("\\s*[\r\n]\\s*", " ");
  }

  /** This manifest, completed with attributes of another one. */
  public JarManifest over(JarManifest other) {
    SortedMap<String, SortedMap<String, String>> all = new TreeMap<>(other.sections);
    sections.forEach((name, own) -> all.merge(name, own, (below, mine) -> merged(mine, below)));
    return new JarManifest(
        merged(attributes, other.attributes), Collections.unmodifiableSortedMap(all));
  }

  private static SortedMap<String, String> merged(
      Map<String, String> upper, Map<String, String> lower) {
    SortedMap<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    merged.putAll(lower);
    merged.putAll(upper);
    return Collections.unmodifiableSortedMap(merged);
  }

  /** Whether Java reads the jar's folders for newer releases. */
  public boolean isMultiRelease() {
    return "true".equalsIgnoreCase(attributes.get(MULTI_RELEASE));
  }

  /** All of it as text, different for different manifests. */
  public String text() {
    StringBuilder text = new StringBuilder();
    lines(text, attributes);
    sections.forEach(
        (name, section) -> {
          text.append('\n').append(name).append('\n');
          lines(text, section);
        });
    return text.toString();
  }

  private static void lines(StringBuilder text, Map<String, String> attributes) {
    attributes.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
  }
}
