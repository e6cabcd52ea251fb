package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.runtime.ScriptedRuntime.ScriptedLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an extension is told of the end. */
@Timeout(120)
@Tag("slow")
class ShutdownTest {

  @TempDir Path folder;

  private final List<String> output = new CopyOnWriteArrayList<>();

  @Test
  void theReasonIsTold() throws Exception {
    try (RuntimeFunction function =
        new RuntimeFunction(
            ScriptedLaunch.of(Map.of("EXTENSION", "internal")),
            // Also for a JVM that is started anew and answers.
            Duration.ofSeconds(5),
            output::add)) {
      Answer late = function.invoke(event("wait " + folder.resolve("nothing")));
      assertThat(late.kind()).isEqualTo(Answer.Kind.TIMEOUT);
      assertThat(reasons()).containsExactly("timeout");

      assertThat(function.invoke(event("hello")).isResponse()).isTrue();
    }
    assertThat(reasons()).containsExactly("timeout", "spindown");
  }

  @Test
  void aRuntimeThatCannotGoOnHasFailed() {
    for (Answer.Kind kind : List.of(Answer.Kind.EXIT, Answer.Kind.INIT_ERROR)) {
      assertThat(ShutdownReason.of(Answer.of(kind, Payload.EMPTY, Duration.ZERO)))
          .hasToString("failure");
    }
  }

  private List<String> reasons() {
    return output.stream()
        .filter(line -> line.startsWith("told "))
        .map(line -> line.replaceAll(".*\"shutdownReason\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private static Invocation event(String text) throws Exception {
    return Invocation.of(Payload.of('"' + text + '"'));
  }
}
