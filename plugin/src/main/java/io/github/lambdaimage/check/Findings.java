package io.github.lambdaimage.check;

import io.github.lambdaimage.image.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** Collects what one check finds. */
final class Findings {

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

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

  CheckResult result(Check check, Level level) {
    return new CheckResult(
        check.toString(),
        level.toString(),
        List.copyOf(problems),
        List.copyOf(warnings),
        List.copyOf(notes));
  }
}
