package io.github.lambdaimage.startup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The end of what a function has printed during training: of interest only if that fails. */
final class TrainingOutput implements Consumer<String> {

  private static final int MOST_LINES = 100;

  /** What the JVM prints about each class that it leaves out. */
  private static final Pattern OF_THE_CACHE =
      Pattern.compile("\\[[\\d.]+s]\\[(warning|info) *]\\[(cds|aot)\\b.*");

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized void accept(String line) {
    if (!OF_THE_CACHE.matcher(line).matches()) {
      lines.add(line);
      if (lines.size() > MOST_LINES) {
        lines.remove();
      }
    }
  }

  /** The output so far, once, as the end of a message: a quiet Maven shows nothing else. */
  synchronized String told() {
    if (lines.isEmpty()) {
      return "\nIt printed nothing.";
    }
    String all = "\nWhat it printed:\n" + String.join("\n", lines);
    lines.clear();
    return all;
  }
}
