package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntrypointTest {

  @Test
  void isTheBasesWhereTheUserNamesNone() throws Exception {
    assertThat(Entrypoint.of(List.of())).isEqualTo(Entrypoint.OF_BASE);
    assertThat(Entrypoint.OF_BASE.isOwn()).isFalse();
  }

  @Test
  void isAProgramWithItsArguments() throws Exception {
    Entrypoint entrypoint = Entrypoint.of(List.of("/bin/java", "-jar", "app.jar"));

    assertThat(entrypoint.isOwn()).isTrue();
    assertThat(entrypoint.program()).isEqualTo("/bin/java");
    assertThat(entrypoint.namesRuntimeClient()).isFalse();
    assertThat(Entrypoint.of(List.of("/bin/java", LambdaJava.RUNTIME_CLIENT)).namesRuntimeClient())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "./java", "/opt/../bin/java", "java -jar app.jar", ""})
  void refusesWhatLambdaWouldNotStart(String program) {
    assertThatThrownBy(() -> Entrypoint.of(List.of(program, "App")))
        .hasMessage(
            "<entrypoint> begins with '%s', and Lambda starts an absolute path only. Write the program as a path in the image, such as '/var/lang/bin/java', and each argument as an element of its own.",
            program);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, ''",
    "/lambda-entrypoint.sh, true, ''",
    "/lambda-entrypoint.sh a.B::c, true, a.B::c",
    "/usr/bin/java -cp /var/task/* com.amazonaws.services.lambda.runtime.api.client.AWSLambda, true, ''",
    "/usr/bin/java com.amazonaws.services.lambda.runtime.api.client.AWSLambda a.B, true, a.B",
    "/usr/bin/java -cp /var/task com.example.Server, false, ''",
    "/var/task/start.sh /lambda-entrypoint.sh, false, ''"
  })
  void callsAHandlerOrAnything(String command, boolean callsHandler, String handler)
      throws Exception {
    Entrypoint entrypoint =
        Entrypoint.of(command.isEmpty() ? List.of() : List.of(command.split(" ")));

    assertThat(entrypoint.callsHandler()).isEqualTo(callsHandler);
    assertThat(entrypoint.handler().orElse("")).isEqualTo(handler);
  }
}
