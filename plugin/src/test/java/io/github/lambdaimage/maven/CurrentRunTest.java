package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Answer;
import io.github.lambdaimage.runtime.FunctionIdentity;
import io.github.lambdaimage.runtime.Invocation;
import io.github.lambdaimage.runtime.LocalFunction;
import io.github.lambdaimage.runtime.Scratch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CurrentRunTest {

  @Test
  void theOneBeforeIsEnded() throws Exception {
    LocalRun first = run();
    LocalRun next = run();
    try (CurrentRun current = new CurrentRun(first)) {
      assertThat(current.exchange(next)).isTrue();
      assertThat(current.get()).isSameAs(next);
      assertThat(first.scratch().directory()).doesNotExist();
      assertThat(next.scratch().directory()).exists();
    }
    assertThat(next.scratch().directory()).doesNotExist();
  }

  @Test
  void nothingComesAfterTheEnd() throws Exception {
    CurrentRun current = new CurrentRun(run());
    current.close();
    LocalRun next = run();

    assertThat(current.exchange(next)).isFalse();
    assertThat(next.scratch().directory()).doesNotExist();
    assertThat(((Idle) next.function()).closed).isTrue();
  }

  private static LocalRun run() throws LambdaImageException {
    return new LocalRun(new Idle(), Scratch.create());
  }

  private static final class Idle implements LocalFunction {

    private boolean closed;

    @Override
    public FunctionIdentity identity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration start() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Answer invoke(Invocation invocation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
