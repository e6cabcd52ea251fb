package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.Level;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells people what the checks found. */
final class CheckReport {

  private final Console console;

  CheckReport(Console console) {
    this.console = console;
  }

  /**
   * Fails where a mistake of a check is to fail the build.
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
   * Logs mistakes that are no failures, and of what is worth knowing one thing: where there is no
   * image before, as in each build of a pipeline, nobody can tell what comes of the last change.
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
   * Logs mistakes that are no failures, and what is worth knowing unless it was said before.
   *
   * @param before the results for the image before
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

  /** Said where the checks are all that was asked for. */
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
