package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionIdentityTest {

  @Test
  void isWhatTheEnvironmentSays() throws Exception {
    FunctionIdentity identity =
        FunctionIdentity.of(
            Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", "orders",
                "AWS_LAMBDA_FUNCTION_VERSION", "7",
                "AWS_LAMBDA_FUNCTION_TIMEOUT", "30",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_REGION", "eu-central-1"));

    assertThat(identity.arn())
        .isEqualTo("arn:aws:lambda:eu-central-1:012345678912:function:orders");
    assertThat(identity.version()).isEqualTo("7");
    assertThat(identity.timeout()).contains(Duration.ofSeconds(30));
    assertThat(identity.memorySize()).isEqualTo(512);
    // As AWS's own base has it for 512 MB.
    assertThat(identity.heapOption()).isEqualTo("-XX:MaxHeapSize=445645k");
  }

  @Test
  void isThatOfAwsEmulatorWhereNothingIsSaid() throws Exception {
    FunctionIdentity identity =
        FunctionIdentity.of(
            Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "", "AWS_LAMBDA_FUNCTION_TIMEOUT", ""));

    assertThat(identity).isEqualTo(FunctionIdentity.DEFAULT);
    assertThat(identity.arn())
        .isEqualTo("arn:aws:lambda:us-east-1:012345678912:function:test_function");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, 512MB",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, 0",
    "AWS_LAMBDA_FUNCTION_TIMEOUT, -1",
    "AWS_LAMBDA_FUNCTION_TIMEOUT, soon"
  })
  void aNumberThatIsNoneIsNamed(String variable, String value) {
    assertThatThrownBy(() -> FunctionIdentity.of(Map.of(variable, value)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'" + variable + "'", "'" + value + "'", "<environment>");
  }
}
