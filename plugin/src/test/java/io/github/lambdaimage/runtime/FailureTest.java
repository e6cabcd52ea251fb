package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

  @Test
  void anErrorReadsAsJavaWouldPrintIt() {
    Payload error =
        Payload.of(
            """
            {"errorMessage": "No order", "errorType": "java.lang.IllegalStateException",
             "stackTrace": ["com.example.Orders.handle(Orders.java:10)", "java.base/A.b(Unknown Source)"],
             "cause": {"errorMessage": "the cause", "errorType": "java.io.IOException",
                       "stackTrace": ["com.example.Orders.read(Orders.java:20)"]}}
            """);

    assertThat(Failure.stackTrace(error))
        .isEqualTo(
            """
            java.lang.IllegalStateException: No order
            \tat com.example.Orders.handle(Orders.java:10)
            \tat java.base/A.b(Unknown Source)
            Caused by: java.io.IOException: the cause
            \tat com.example.Orders.read(Orders.java:20)""");
  }

  @Test
  void anythingElseIsShownAsItIs() {
    assertThat(Failure.stackTrace(Payload.of("404 page not found")))
        .isEqualTo("404 page not found");
  }

  @Test
  void whatLambdaSaysNamesTheInvocationIfThereIsOne() {
    assertThat(Failure.timeout(Optional.of("1-2"), Duration.ofSeconds(3)))
        .hasToString(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: 1-2 Error: Task"
                + " timed out after 3.00 seconds\"}");
    assertThat(Failure.exit(Optional.empty(), 3))
        .hasToString(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"Error: Runtime exited with"
                + " error: exit status 3\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, Runtime exited without providing a reason",
    "1, Runtime exited with error: exit status 1",
    "137, Runtime exited with error: signal: killed",
    "139, Runtime exited with error: signal: segmentation fault",
    "134, Runtime exited with error: signal: aborted",
    "143, Runtime exited with error: exit status 143",
    "255, Runtime exited with error: exit status 255"
  })
  void exitsAreToldAsLambdaDoes(int exitCode, String reason) {
    assertThat(ExitReason.of(exitCode)).isEqualTo(reason);
  }
}
