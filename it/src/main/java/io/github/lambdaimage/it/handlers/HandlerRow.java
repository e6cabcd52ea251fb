package io.github.lambdaimage.it.handlers;

import java.util.Arrays;
import java.util.List;

/**
 * One handler and what comes of it.
 *
 * @param name unique
 * @param handler the image's {@code CMD}
 * @param taskRoot what lies in the task root, in the order in which it is put there
 * @param answer part of the answer if accepted, otherwise of the client's message
 */
public record HandlerRow(
    String name, String handler, List<Placement> taskRoot, Verdict verdict, String answer) {

  /** Reads {@code name | handler | task root | verdict | answer}. */
  static HandlerRow parse(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != 5) {
      throw new IllegalArgumentException("\"" + line + "\" has not five columns.");
    }
    return new HandlerRow(
        columns[0].strip(),
        unquoted(columns[1].strip()),
        Arrays.stream(columns[2].strip().split(" ")).map(Placement::parse).toList(),
        Verdict.valueOf(columns[3].strip()),
        columns[4].strip());
  }

  /** Back quotes are for spaces at the ends. */
  private static String unquoted(String text) {
    return text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
  }

  @Override
  public String toString() {
    return name + ": " + handler;
  }
}
