package io.github.lambdaimage.check;

import io.github.lambdaimage.image.CheckResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the findings of one check. */
final class Findings {

  private final Level level;
  private final Map<String, Level> unreadable;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * No findings yet.
   *
   * @param level of the check
   * @param unreadable what earlier checks reported as unreadable, with their levels
   */
  Findings(Level level, Map<String, Level> unreadable) {
    this.level = level;
    this.unreadable = unreadable;
  }

  /** Findings that nobody will read. */
  static Findings ofNobody() {
    return new Findings(Level.OFF, new HashMap<>());
  }

  /**
   * A file that the check cannot read. It is a problem like others, but reported once, unless its
   * level is higher in this check than in the one that reported it.
   */
  void unreadable(String message) {
    Level said = unreadable.get(message);
    if (said == null || (said == Level.WARN && level == Level.FAIL)) {
      unreadable.put(message, level);
      problems.add(message);
    }
  }

  /** A problem: what is wrong, why, and what to do. */
  void problem(String message) {
    problems.add(message);
  }

  /** A warning, which never stops a build: it may be intended. */
  void warning(String message) {
    warnings.add(message);
  }

  /** A note that is worth knowing. */
  void note(String message) {
    if (!notes.contains(message)) {
      notes.add(message);
    }
  }

  CheckResult result(Check check) {
    return new CheckResult(
        check.toString(),
        level.toString(),
        List.copyOf(problems),
        List.copyOf(warnings),
        List.copyOf(notes));
  }
}
