package io.github.lambdaimage.report;

import io.github.lambdaimage.image.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The results of the checks. */
final class CheckSection {

  private CheckSection() {}

  static String of(List<CheckResult> results) {
    String content =
        results.isEmpty()
            ? "<p>All checks are off.</p>\n"
            : results.stream()
                .map(CheckSection::check)
                .collect(Collectors.joining("", "<dl class=\"checks\">\n", "</dl>\n"));
    return Html.section("checks", "Checks", content);
  }

  /**
   * A check with the level {@code fail} has no problems here: otherwise there would be no image.
   */
  private static String check(CheckResult result) {
    List<String> lines = new ArrayList<>();
    result.problems().forEach(it -> lines.add("<strong>Problem:</strong> " + Html.text(it)));
    result.warnings().forEach(it -> lines.add("<strong>Warning:</strong> " + Html.text(it)));
    result.notes().forEach(it -> lines.add(Html.text(it)));
    int count = result.problems().size() + result.warnings().size();
    boolean passed = count == 0;
    return """
        <dt class="%s"><span class="mark" aria-hidden="true">%s</span> %s <small>%s</small></dt>
        <dd>%s</dd>
        """
        .formatted(
            passed ? "passed" : "problem",
            passed ? "✓" : "!",
            Html.text(result.check()),
            passed ? "passed" : count + " to look at",
            lines.isEmpty() ? "" : Html.list("plain", lines));
  }
}
