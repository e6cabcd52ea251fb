package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.ecr.ImageSignature.State;
import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedSigningTest {

  private static final String URI = "1.dkr.ecr.eu-central-1.amazonaws.com/orders@sha256:aa";
  private static final String PROFILE = "arn:aws:signer:eu-central-1:1:/signing-profiles/p";

  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Deque<List<ImageSignature>> answers = new ArrayDeque<>();

  @Test
  void waitsUntilAllProfilesHaveSigned() throws Exception {
    answers.add(List.of());
    answers.add(List.of(signature(State.UNDER_WAY), signature(State.DONE)));
    answers.add(List.of(signature(State.DONE), signature(State.DONE)));

    await(60);

    assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    assertThat(told)
        .containsExactly(
            "Signed by Amazon ECR with '" + PROFILE + "'",
            "Signed by Amazon ECR with '" + PROFILE + "'");
  }

  @Test
  void asksOnceWhereItIsSignedAlready() throws Exception {
    answers.add(List.of(signature(State.DONE)));

    await(60);

    assertThat(pauses).isEmpty();
  }

  @Test
  void endsWithItsPatience() {
    answers.add(List.of(signature(State.UNDER_WAY)));

    assertThatThrownBy(() -> await(10))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The image is published as '"
                + URI
                + "', and Amazon ECR has not signed it within 10 seconds.")
        .hasMessageContaining("--image-id imageDigest=sha256:aa");
    assertThat(pauses).hasSize(5);
  }

  @Test
  void doesNotWaitLongWhereNoRuleSigns() {
    answers.add(List.of());

    assertThatThrownBy(() -> await(600))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("no rule of the registry covers 'orders', or");
    assertThat(pauses).hasSize(4);
  }

  @Test
  void saysWhatIsMissingWhereSigningFailed() {
    answers.add(
        List.of(
            signature(State.DONE),
            new ImageSignature(
                PROFILE,
                State.FAILED,
                "AccessDenied: User: u is not authorized to perform: signer:SignPayload on resource: p")));

    assertThatThrownBy(() -> await(60))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The image is published as '"
                + URI
                + "', and Amazon ECR could not sign it with '"
                + PROFILE
                + "': AccessDenied: ")
        .hasMessageContaining("allow 'signer:SignPayload' on the signing profile");
  }

  @Test
  void hasAGuessWhereNoReasonIsGiven() {
    answers.add(List.of(new ImageSignature(PROFILE, State.FAILED, "")));

    assertThatThrownBy(() -> await(60))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("it does not say why. It signs with the rights of who pushes");
  }

  @Test
  void endsWhereMavenIsToldToEnd() {
    ManagedSigning interrupted =
        new ManagedSigning(
            Duration.ofSeconds(60),
            pause -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> interrupted.await(URI, "orders", List::of, told::add))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "Interrupted while waiting for the signature of '%s', which is published.", URI);
    assertThat(Thread.interrupted()).as("whoever called it knows, too").isTrue();
  }

  private void await(int seconds) throws LambdaImageException {
    new ManagedSigning(Duration.ofSeconds(seconds), pauses::add)
        .await(
            URI,
            "orders",
            () -> answers.size() > 1 ? answers.remove() : answers.element(),
            told::add);
  }

  private static ImageSignature signature(State state) {
    return new ImageSignature(PROFILE, state, "");
  }
}
