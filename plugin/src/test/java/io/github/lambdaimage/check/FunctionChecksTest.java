package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.lambdaimage.image.CheckResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionChecksTest {

  @TempDir Path directory;

  @Test
  void areMadeAtTheLevelsThatTheUserSets() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    CheckedImage image =
        new CheckedImage(directory, function.layers()).handler("example.Hello::nothing");

    assertThat(image.results(Map.of("handler", "warn", "size", "off", "layout", "fail")))
        .extracting(CheckResult::check, CheckResult::level, it -> it.problems().size())
        .containsExactly(
            tuple("handler", "warn", 1),
            tuple("java-version", "fail", 0),
            tuple("native", "fail", 0),
            tuple("layout", "fail", 0),
            tuple("secrets", "fail", 0),
            tuple("environment", "fail", 0),
            tuple("base", "fail", 0));
  }

  @Test
  void haveNoOtherNamesOrLevels() {
    assertThatThrownBy(() -> CheckLevels.of(Map.of("handler", "error")))
        .hasMessage(
            "<checks>: the level 'error' of 'handler' is not valid. Use 'fail', 'warn' or 'off'.");
    assertThatThrownBy(() -> CheckLevels.of(Map.of("handlers", "warn")))
        .hasMessage(
            "<checks>: there is no check 'handlers'. Use 'handler', 'java-version', 'native', 'size', 'layout', 'secrets', 'environment', 'base'.");
  }
}
