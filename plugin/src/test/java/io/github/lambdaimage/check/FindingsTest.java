package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.image.CheckResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check has found, and what is said only once. */
class FindingsTest {

  private final Map<String, Level> unreadable = new HashMap<>();

  @Test
  void areToldWithTheCheckAndItsLevel() {
    Findings findings = new Findings(Level.WARN, unreadable);
    findings.problem("a problem");
    findings.warning("a warning");
    findings.note("a note");

    assertThat(findings.result(Check.SIZE))
        .isEqualTo(
            new CheckResult(
                "size", "warn", List.of("a problem"), List.of("a warning"), List.of("a note")));
  }

  @Test
  void haveEachNoteOnce() {
    Findings findings = new Findings(Level.WARN, unreadable);
    findings.note("a note");
    findings.note("another note");
    findings.note("a note");

    assertThat(findings.result(Check.SIZE).notes()).containsExactly("a note", "another note");
  }

  /** A file that cannot be read stops a build even if the first check only warned of it. */
  @ParameterizedTest
  @CsvSource({"FAIL, FAIL, 0", "FAIL, WARN, 0", "WARN, WARN, 0", "WARN, FAIL, 1"})
  void tellOfAnUnreadableFileAgainOnlyWhereItMeansMore(Level first, Level second, int problems) {
    Findings one = new Findings(first, unreadable);
    one.unreadable("a.jar");
    Findings other = new Findings(second, unreadable);
    other.unreadable("a.jar");

    assertThat(one.result(Check.HANDLER).problems()).containsExactly("a.jar");
    assertThat(other.result(Check.LAYOUT).problems()).hasSize(problems);
  }

  @Test
  void tellOfEveryUnreadableFile() {
    Findings findings = new Findings(Level.FAIL, unreadable);
    findings.unreadable("a.jar");
    findings.unreadable("b.jar");

    assertThat(findings.result(Check.HANDLER).problems()).containsExactly("a.jar", "b.jar");
  }
}
