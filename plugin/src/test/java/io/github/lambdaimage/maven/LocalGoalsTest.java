package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.front.Front;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.RunWith;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the goals that run the image here make of their parameters. */
@MojoTest
@Tag("slow")
class LocalGoalsTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";

  @Test
  void haveDefaults(
      @InjectMojo(goal = "invoke", pom = MINIMAL) InvokeMojo invoke,
      @InjectMojo(goal = "run", pom = MINIMAL) RunMojo run)
      throws Exception {
    assertThat(run.localRequest()).isEqualTo(LocalRequest.of(null, null, null, null, 1));
    assertThat(invoke.localRequest()).isEqualTo(run.localRequest());
    assertThat(invoke.invokeRequest().invocation().event()).hasToString("{}");
    assertThat(invoke.invokeRequest().coldStarts()).isEqualTo(1);
    assertThat(run.runRequest())
        .isEqualTo(new RunRequest(9000, false, Optional.empty(), OptionalInt.empty()));
  }

  @Test
  @InjectMojo(goal = "invoke", pom = MINIMAL)
  @MojoParameter(name = "timeout", value = "3")
  @MojoParameter(name = "runWith", value = "engine")
  @MojoParameter(name = "engine", value = "podman")
  @MojoParameter(name = "event", value = "src/test/resources/goals/push/lifecycle.json")
  @MojoParameter(name = "coldStarts", value = "10")
  void invokeHasWhatTheUserSays(InvokeMojo invoke) throws Exception {
    LocalRequest request = invoke.localRequest();

    assertThat(request.wantedTimeout()).contains(Duration.ofSeconds(3));
    assertThat(request.runWith()).contains(RunWith.ENGINE);
    assertThat(request.engine()).contains("podman");
    assertThat(invoke.invokeRequest().invocation().event()).hasToString("{\"rules\": []}\n");
    assertThat(invoke.invokeRequest().coldStarts()).isEqualTo(10);
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "debug", value = "5005")
  @MojoParameter(name = "port", value = "0")
  @MojoParameter(name = "watch", value = "true")
  @MojoParameter(name = "front", value = "http-v2")
  void runHasWhatTheUserSays(RunMojo run) throws Exception {
    assertThat(run.localRequest().debugPort()).hasValue(5005);
    assertThat(run.runRequest())
        .isEqualTo(new RunRequest(0, true, Optional.of(Front.HTTP_V2), OptionalInt.empty()));
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "concurrency", value = "4")
  @MojoParameter(name = "threads", value = "2")
  @MojoParameter(name = "trySnapStart", value = "try")
  @MojoParameter(name = "snapStart", value = "try")
  void runTakesSeveralAtOnceAndTriesSnapStart(RunMojo run) throws Exception {
    assertThat(run.localRequest().concurrency()).isEqualTo(4);
    assertThat(run.own())
        .containsEntry("AWS_LAMBDA_MAX_CONCURRENCY", "2")
        .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    assertThat(run.allowsSnapStart()).isFalse();
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "trySnapStart", value = "true")
  void runKnowsThePropertyOfTheLabel(RunMojo run) throws Exception {
    assertThat(run.own()).doesNotContainKey("AWS_LAMBDA_INITIALIZATION_TYPE");
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "trySnapStart", value = "yes")
  void refuseToTrySnapStartInAWayThatThereIsNot(RunMojo run) {
    assertThatThrownBy(() -> run.own())
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.snapStart 'yes' is not 'try', 'true' or 'false'. Use 'try' to start the function as SnapStart does, or leave it out.");
  }

  @Test
  @InjectMojo(goal = "invoke", pom = MINIMAL)
  @MojoParameter(name = "timeout", value = "0")
  void refuseATimeoutThatThereCannotBe(InvokeMojo invoke) {
    assertThatThrownBy(invoke::localRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("lambda-image.timeout '0' is not a valid number of seconds.");
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "debug", value = "0")
  void refuseADebuggersPortThatThereIsNot(RunMojo run) {
    assertThatThrownBy(run::localRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("lambda-image.debug '0' is not a valid port");
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "runWith", value = "magic")
  void refuseAWayThatThereIsNot(RunMojo run) {
    assertThatThrownBy(run::localRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<runWith> 'magic' is not valid");
  }

  @Test
  @InjectMojo(goal = "run", pom = MINIMAL)
  @MojoParameter(name = "port", value = "65536")
  void refuseAPortThatThereIsNot(RunMojo run) {
    assertThatThrownBy(run::runRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("lambda-image.port '65536' is not a valid port");
  }

  @Test
  @InjectMojo(goal = "invoke", pom = MINIMAL)
  @MojoParameter(name = "event", value = "no-event")
  void refuseAnEventThatThereIsNot(InvokeMojo invoke) {
    assertThatThrownBy(invoke::invokeRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The event 'no-event' is not JSON, and there is no such file.");
  }

  @Test
  @InjectMojo(goal = "invoke", pom = MINIMAL)
  @MojoParameter(name = "coldStarts", value = "0")
  void refuseToInvokeWithoutAStart(InvokeMojo invoke) {
    assertThatThrownBy(invoke::invokeRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("lambda-image.coldStarts '0' is not a valid number of starts");
  }
}
