package io.github.lambdaimage.check;

import io.github.lambdaimage.image.CheckResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what one check finds. */
final class Findings {

  private final Level level;
  private final Map<String, Level> unreadable;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * None yet.
   *
   * @param level of the check
   * @param unreadable what earlier checks said that they cannot read, with their levels
   */
  Findings(Level level, Map<String, Level> unreadable) {
    this.level = level;
    this.unreadable = unreadable;
  }

  /** Such as nobody will ask for. */
  static Findings ofNobody() {
    return new Findings(Level.OFF, new HashMap<>());
  }

  /**
   * An input that the check has met and cannot read. It is a mistake like any other, but said once,
   * unless it means more to this check than to the one that said it.
   */
  void unreadable(String message) {
    Level said = unreadable.get(message);
    if (said == null || (said == Level.WARN && level == Level.FAIL)) {
      unreadable.put(message, level);
      problems.add(message);
    }
  }

  /** A mistake: what is wrong, why, and what to do. */
  void problem(String message) {
    problems.add(message);
  }

  /** Something to see to, which stops no build whatever the level: it may well be as it should. */
  void warning(String message) {
    warnings.add(message);
  }

  /** Something worth knowing. */
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
