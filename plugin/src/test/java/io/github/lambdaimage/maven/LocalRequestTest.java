package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.FunctionIdentity;
import io.github.lambdaimage.runtime.RunWith;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRequestTest {

  private static final FunctionIdentity OF_IMAGE =
      new FunctionIdentity(
          "orders", "$LATEST", "eu-central-1", 512, Optional.of(Duration.ofSeconds(30)), 1, false);

  @Test
  void leavesToTheMachineWhatIsNotSaid() throws Exception {
    LocalRequest request = LocalRequest.of(null, null, null, null, 1);

    assertThat(request.runWith()).isEmpty();
    assertThat(request.engine()).isEmpty();
    assertThat(request.debugPort()).isEmpty();
    assertThat(request.timeout(FunctionIdentity.DEFAULT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(request.timeout(OF_IMAGE)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void hasWhatIsSaid() throws Exception {
    LocalRequest request = LocalRequest.of("engine", "podman", 3, null, 1);

    assertThat(request.runWith()).contains(RunWith.ENGINE);
    assertThat(request.engine()).contains("podman");
    assertThat(request.timeout(OF_IMAGE)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void waitsForADebuggerAsLongAsItTakes() throws Exception {
    LocalRequest request = LocalRequest.of(null, null, 3, 5005, 1);

    assertThat(request.debugPort()).hasValue(5005);
    assertThat(request.timeout(OF_IMAGE)).isGreaterThanOrEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void needsATimeout(int seconds) {
    assertThatThrownBy(() -> LocalRequest.of(null, null, seconds, null, 1))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.timeout '%s' is not a valid number of seconds. Use one above 0; Lambda's"
                + " own limit is 900.",
            seconds);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void needsAPortThatThereIs(int port) {
    assertThatThrownBy(() -> LocalRequest.of(null, null, 300, port, 1))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.debug '%s' is not a valid port (1–65535). Use one such as 5005.", port);
  }

  @Test
  void refusesAWayThatThereIsNot() {
    assertThatThrownBy(() -> LocalRequest.of("magic", null, 300, null, 1))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<runWith> 'magic' is not valid");
  }

  @Test
  void refusesRuntimesThatThereCannotBe() {
    assertThatThrownBy(() -> LocalRequest.of(null, null, null, null, 0))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("lambda-image.concurrency '0' is not a valid number of runtimes");
    assertThatThrownBy(() -> LocalRequest.of(null, null, null, 5005, 2))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("lambda-image.concurrency '2'", "lambda-image.debug '5005'");
  }
}
