package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the checks of an image run, and what is known of them meanwhile. */
class LateInspectionTest {

  private static final CheckResult NOW =
      new CheckResult("size", "warn", List.of(), List.of(), List.of("now"));
  private static final CheckResult BEFORE =
      new CheckResult("size", "warn", List.of(), List.of(), List.of("before"));

  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void anUnchangedImageHasTheResultsOfTheOneBefore() throws Exception {
    LateInspection checks = passing();

    assertThat(checks.results(List.of(BEFORE))).containsExactly(BEFORE);
    assertThat(runs).hasValue(0);
  }

  @Test
  void aChangedImageHasItsOwnResults() throws Exception {
    LateInspection checks = passing();
    go.countDown();
    checks.begin();

    assertThat(checks.results(List.of(BEFORE))).containsExactly(NOW);
  }

  @Test
  void theyRunOnceHoweverOftenTheyBegin() throws Exception {
    LateInspection checks = passing();
    go.countDown();
    checks.begin();
    checks.begin();

    assertThat(checks.results(List.of())).containsExactly(NOW);
    assertThat(runs).hasValue(1);
  }

  @Test
  void theyHaveNotPassedBeforeTheyBegin() {
    assertThat(passing().havePassed()).isFalse();
  }

  @Test
  void theyHaveNotPassedWhileTheyRun() throws Exception {
    LateInspection checks = passing();
    checks.begin();

    assertThat(checks.havePassed()).isFalse();
    go.countDown();
    checks.refuse(true);
    assertThat(checks.havePassed()).isTrue();
  }

  @Test
  void nobodyWaitsForARefusalUnlessAsked() throws Exception {
    LateInspection checks = refusing();
    checks.begin();

    checks.refuse(false);

    go.countDown();
    assertThatThrownBy(() -> checks.refuse(true)).hasMessage("refused");
  }

  @Test
  void aRefusalThatIsKnownIsToldAtOnce() {
    LateInspection checks = refusing();
    go.countDown();
    checks.begin();
    assertThatThrownBy(() -> checks.refuse(true)).hasMessage("refused");

    assertThatThrownBy(() -> checks.refuse(false)).hasMessage("refused");
    assertThat(checks.havePassed()).isFalse();
    assertThatThrownBy(() -> checks.results(List.of(BEFORE))).hasMessage("refused");
  }

  @Test
  void nothingIsRefusedBeforeTheyBegin() throws Exception {
    LateInspection checks = refusing();

    checks.refuse(true);

    assertThat(checks.results(List.of(BEFORE))).containsExactly(BEFORE);
  }

  private LateInspection passing() {
    return new LateInspection(
        () -> {
          go.await();
          runs.incrementAndGet();
          return List.of(NOW);
        });
  }

  private LateInspection refusing() {
    return new LateInspection(
        () -> {
          go.await();
          throw new LambdaImageException("refused");
        });
  }
}
