package io.github.lambdaimage.it.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of an invoker project: a text file beside its script.
 *
 * <pre>
 * # For whoever reads it.
 * [name-of-the-row]
 * says: a value, with a &#64;placeholder&#64; that the script fills,
 *   and with indented lines where it goes on
 * says: another value of the same key
 * </pre>
 */
public final class Rows {

  private static final Pattern NAME = Pattern.compile("\\[([a-z0-9.-]+)]");
  private static final Pattern VALUE = Pattern.compile("([a-zA-Z]+): (.*)");
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z0-9-]+)@");

  private Rows() {}

  /**
   * Reads a table.
   *
   * @param placeholders what stands for {@code @name@} in values
   */
  public static List<Row> read(Path file, Map<String, ?> placeholders) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : wholeLines(file)) {
      Matcher name = NAME.matcher(line);
      Matcher value = VALUE.matcher(line);
      if (name.matches() && rows.stream().noneMatch(row -> row.name().equals(name.group(1)))) {
        rows.add(new Row(name.group(1)));
      } else if (value.matches() && !rows.isEmpty()) {
        rows.get(rows.size() - 1).add(value.group(1), filled(value.group(2), placeholders));
      } else {
        throw new IllegalArgumentException(
            "'%s' in '%s' is neither a new [name] nor a value of one".formatted(line, file));
      }
    }
    return rows;
  }

  private static List<String> wholeLines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .collect(Collectors.joining("\n"))
        .replaceAll(" *\n +", " ")
        .lines()
        .toList();
  }

  private static String filled(String text, Map<String, ?> placeholders) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              Object value = placeholders.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException("Nothing stands for '" + found.group() + "'");
              }
              return Matcher.quoteReplacement(value.toString());
            });
  }
}
