package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {

  @ParameterizedTest
  @CsvSource({
    "/opt/otel-handler,           /opt/otel-handler",
    "$LAMBDA_TASK_ROOT/wrapper,   /var/task/wrapper",
    "${LAMBDA_TASK_ROOT}/wrapper, /var/task/wrapper",
    "$LAMBDA_RUNTIME_DIR/wrapper, /var/runtime/wrapper",
    "$LAMBDA_TASK_ROOTS/wrapper,  $LAMBDA_TASK_ROOTS/wrapper",
    "\\$LAMBDA_TASK_ROOT/wrapper, \\$LAMBDA_TASK_ROOT/wrapper",
    "$HOME/wrapper,               $HOME/wrapper",
    "'',                          ''"
  })
  void haveAWrapperWhereEachBaseHasIt(String written, String path) {
    assertThat(Programs.wrapper(Map.of(Programs.WRAPPER, written))).isEqualTo(path);
  }

  @Test
  void areWhatLambdaStarts() throws Exception {
    Programs programs =
        Programs.of(
            Programs.wrapper(Map.of(Programs.WRAPPER, "$LAMBDA_TASK_ROOT/wrapper")),
            Entrypoint.of(List.of("/var/task/start.sh", "/var/task/server.conf")));

    assertThat(
            List.of(
                "/var/task/wrapper",
                "/var/task/start.sh",
                "/var/task/server.conf",
                "/opt/extensions/agent",
                "/opt/extensions/lib/agent.so",
                "/var/runtime/bootstrap"))
        .filteredOn(programs::has)
        .containsExactly(
            "/var/task/wrapper",
            "/var/task/start.sh",
            "/opt/extensions/agent",
            "/var/runtime/bootstrap");
    assertThat(Programs.of("", Entrypoint.OF_BASE)).isEqualTo(new Programs(null, null));
  }

  @Test
  void areExecutableWhereNobodyCanSayAMode() {
    FunctionFile program = FunctionFile.readable(Path.of("a"), "/var/task/wrapper");
    FunctionFile data = FunctionFile.readable(Path.of("b"), "/var/task/data.json");

    assertThat(new Programs("/var/task/wrapper", null).executableAmong(List.of(program, data)))
        .containsExactly(new FunctionFile(Path.of("a"), "/var/task/wrapper", 0755), data);
  }
}
