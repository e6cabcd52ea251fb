package io.github.lambdaimage.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private final List<String> told = new ArrayList<>();

  private Training training(boolean mayLack) {
    TrainingLog log = new TrainingLog(told::add, told::add);
    return new Training(
        new StartupRequest(mayLack, List.of(), "key"),
        new TrainingGrounds(List.of(), log),
        TestFunction.NO_CONTENTS,
        log);
  }

  @Test
  void whoeverWantsTheCacheIsToldOfTry() throws Exception {
    LambdaImageException why = new LambdaImageException("It does not start.");

    assertThatThrownBy(() -> training(false).failed(why))
        .hasMessage(
            "It does not start.\nTo build without the cache where it cannot be had, set <startupCache> to 'try'.");
    training(true).failed(why);
    assertThat(told).containsExactly("The image gets no startup cache: It does not start.");
  }

  /** Else an end that was asked for would be a build that goes on. */
  @Test
  void whoEndsMavenEndsTheBuildToo() {
    LambdaImageException why = new LambdaImageException("Interrupted. Run it again.");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> training(true).failed(why)).isSameAs(why);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(told).isEmpty();
  }
}
