package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.Level;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Logs what the checks found. */
final class CheckReport {

  private final Console console;

  CheckReport(Console console) {
    this.console = console;
  }

  /**
   * Fails if a mistake has the level {@code fail}.
   *
   * @return the same results
   * @throws LambdaImageException with all such mistakes; the others are logged
   */
  List<CheckResult> refuseFailed(List<CheckResult> results) throws LambdaImageException {
    List<String> failures = new ArrayList<>();
    for (CheckResult result : results) {
      if (isFailure(result)) {
        result.problems().forEach(problem -> failures.add(text(problem, result)));
      }
    }
    if (!failures.isEmpty()) {
      warn(results);
      throw new LambdaImageException(String.join("\n", failures));
    }
    return results;
  }

  /**
   * Logs warnings, and the first note only: without an earlier image, as in each build of a
   * pipeline, nobody can tell which notes are new.
   */
  void tellOfFirst(List<CheckResult> results) {
    warn(results);
    List<String> notes = new ArrayList<>();
    for (CheckResult result : results) {
      result.notes().forEach(note -> notes.add(text(note, result)));
    }
    if (!notes.isEmpty()) {
      int others = notes.size() - 1;
      console.info(
          "Note: "
              + notes.get(0)
              + (others == 0 ? "" : " %s more in image.json and report.html.".formatted(others)));
    }
  }

  /**
   * Logs warnings, and the notes that the earlier image did not have.
   *
   * @param before the results for the earlier image
   */
  void tell(List<CheckResult> results, List<CheckResult> before) {
    warn(results);
    Set<String> said =
        before.stream()
            .flatMap(it -> it.notes().stream())
            .collect(Collectors.toCollection(HashSet::new));
    for (CheckResult result : results) {
      result.notes().stream()
          .filter(said::add)
          .forEach(note -> console.info("Note: " + text(note, result)));
    }
  }

  /** Logs that the checks have passed, for a goal that only checks. */
  void passed(List<CheckResult> results) {
    console.info(
        results.stream()
            .map(CheckResult::check)
            .collect(Collectors.joining(", ", "Checked: ", "")));
  }

  private void warn(List<CheckResult> results) {
    for (CheckResult result : results) {
      if (!isFailure(result)) {
        result.problems().forEach(problem -> console.warn(text(problem, result)));
      }
      result.warnings().forEach(warning -> console.warn(text(warning, result)));
    }
  }

  private static boolean isFailure(CheckResult result) {
    return result.level().equals(Level.FAIL.toString());
  }

  private static String text(String message, CheckResult result) {
    return message + " (check '" + result.check() + "')";
  }
}
