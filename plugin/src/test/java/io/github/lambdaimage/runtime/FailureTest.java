package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
    assertThat(Failure.isError(error)).isTrue();
  }

  @Test
  void anythingElseIsShownAsItIs() {
    Payload timeout = Failure.timeout(Duration.ofSeconds(3));

    assertThat(Failure.stackTrace(timeout)).isEqualTo("Task timed out after 3.00 seconds");
    assertThat(Failure.isError(timeout)).isFalse();
    assertThat(Failure.isError(Payload.of("{\"errorType\": 1}"))).isFalse();
    assertThat(Failure.isError(Payload.of("[\"errorType\", \"errorMessage\"]"))).isFalse();
  }
}
