package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutputMarksTest {

  private final List<String> printed = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final OutputMarks marks = new OutputMarks("it ended with ");
  private final Consumer<String> output = marks.without(printed::add);

  @Test
  void aMarkIsNoOutput() {
    CompletableFuture<Void> one = marks.ask(asked::add);
    CompletableFuture<Void> two = marks.ask(asked::add);

    assertThat(asked).doesNotHaveDuplicates().allMatch(it -> it.startsWith("="));
    output.accept("before");
    output.accept("it ended with " + asked.get(0));

    assertThat(printed).containsExactly("before");
    assertThat(one).isDone();
    assertThat(two).isNotDone();
    output.accept("no end of lineit ended with " + asked.get(1));
    assertThat(printed).containsExactly("before", "no end of line");
    assertThat(two).isDone();
  }

  @Test
  void whatWasNotAskedForIsOutput() {
    List.of("it ended with =7", "it ended with ", "=1").forEach(output);

    assertThat(printed).containsExactly("it ended with =7", "it ended with ", "=1");
  }
}
