package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {

  private static final CheckResult GOOD = result("handler", "fail");
  private static final CheckResult WARNED = result("layout", "warn", "'a' is odd.", "'b' too.");
  private static final CheckResult FAILED = result("size", "fail", "11 GB are too much.");
  private static final CheckResult NOTED =
      new CheckResult(
          "base", "fail", List.of(), List.of(), List.of("The base is old.", "A zip would do."));

  private final RecordedLog log = RecordedLog.normal();
  private final CheckReport report = new CheckReport(log.console());

  @Test
  void warnsOfWhatFailsNothingAndNotesTheRest() throws Exception {
    List<CheckResult> results = List.of(GOOD, WARNED, NOTED);

    report.tell(report.refuseFailed(results), List.of());
    report.passed(results);

    assertThat(log.lines())
        .containsExactly(
            "[WARNING] 'a' is odd. (check 'layout')",
            "[WARNING] 'b' too. (check 'layout')",
            "[INFO] Note: The base is old. (check 'base')",
            "[INFO] Note: A zip would do. (check 'base')",
            "[INFO] Checked: handler, layout, base");
  }

  /** A pipeline begins anew each time: what is known for long would be said for ever. */
  @Test
  void notesOneThingWhereThereIsNoImageBefore() {
    report.tellOfFirst(List.of(WARNED, NOTED));

    assertThat(log.lines())
        .containsExactly(
            "[WARNING] 'a' is odd. (check 'layout')",
            "[WARNING] 'b' too. (check 'layout')",
            "[INFO] Note: The base is old. (check 'base') 1 more in image.json and report.html.");
  }

  @Test
  void warnsWhateverTheLevelAndEachTime() throws Exception {
    CheckResult ending =
        new CheckResult("base", "fail", List.of(), List.of("The base ends."), List.of());

    report.tell(report.refuseFailed(List.of(ending)), List.of(ending));

    assertThat(log.lines()).containsExactly("[WARNING] The base ends. (check 'base')");
  }

  @Test
  void notesNothingThatWasSaidOfTheImageBefore() {
    CheckResult before =
        new CheckResult("base", "fail", List.of(), List.of(), List.of("The base is old."));

    report.tell(List.of(NOTED, NOTED), List.of(before));

    assertThat(log.lines()).containsExactly("[INFO] Note: A zip would do. (check 'base')");
  }

  @Test
  void failsWithAllMistakesAndWarnsOfTheOthers() {
    CheckResult secret = result("secrets", "fail", "'.env' has a password.");

    assertThatThrownBy(() -> report.refuseFailed(List.of(FAILED, WARNED, secret)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("11 GB are too much. (check 'size')\n'.env' has a password. (check 'secrets')");
    assertThat(log.lines())
        .containsExactly(
            "[WARNING] 'a' is odd. (check 'layout')", "[WARNING] 'b' too. (check 'layout')");
  }

  private static CheckResult result(String check, String level, String... problems) {
    return new CheckResult(check, level, List.of(problems), List.of(), List.of());
  }
}
