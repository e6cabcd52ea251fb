package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.registry.RegistryException.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A failure whose message grows on its way up. */
class RegistryExceptionTest {

  private static final Answer ANSWER =
      new Answer(RegistryHost.find("r.test").orElseThrow(), "GET /", 429, "CODE", "no", "7");

  private final IOException cause = new IOException("reset");
  private final RegistryException refused = new RegistryException("It says no", "Ask.", ANSWER);
  private final RegistryException broken = new RegistryException("It broke", "Wait.", cause);

  @Test
  void saysWhatHappenedAndThenWhatHelps() {
    assertThat(refused).hasMessage("It says no. Ask.");
    assertThat(new RegistryException("It says no", "", ANSWER)).hasMessage("It says no.");
  }

  @Test
  void saysMoreOfWhatHappened() {
    assertThat(refused.noting(" (twice)")).hasMessage("It says no (twice). Ask.");
    assertThat(refused.after("Now: ")).hasMessage("Now: It says no. Ask.");
  }

  @Test
  void saysMoreOfWhatHelps() {
    assertThat(refused.advising("Pay.")).hasMessage("It says no. Pay.");
    assertThat(refused.advisingAlso("Or pay.")).hasMessage("It says no. Ask. Or pay.");
    assertThat(new RegistryException("No", "", ANSWER).advisingAlso("Pay.")).hasMessage("No. Pay.");
  }

  @Test
  void keepsTheAnswerWhateverElseItSays() {
    assertThat(refused.noting("").after("").advising("").advisingAlso("").answer())
        .isSameAs(ANSWER);
  }

  @Test
  void keepsTheFirstCause() {
    assertThat(broken.noting("")).hasCause(cause);
    assertThat(broken.after("")).hasCause(cause);
    assertThat(broken.advisingAlso("")).hasCause(cause);
  }

  @Test
  void isItsOwnCauseWhereThereIsNoOther() {
    assertThat(refused.noting("")).hasCause(refused);
    assertThat(refused.after("")).hasCause(refused);
    assertThat(refused.advisingAlso("")).hasCause(refused);
  }

  @Test
  void hasWhatTheRegistryAnswered() {
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("CODE");
    assertThat(refused.retryAfter()).isEqualTo("7");
  }

  @Test
  void hasNothingWhereTheRegistryDidNotAnswer() {
    assertThat(broken.answer()).isNull();
    assertThat(broken.status()).isZero();
    assertThat(broken.code()).isEmpty();
    assertThat(broken.retryAfter()).isEmpty();
  }
}
