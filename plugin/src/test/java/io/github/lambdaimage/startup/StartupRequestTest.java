package io.github.lambdaimage.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupRequestTest {

  @TempDir Path directory;

  @Test
  void isTrueFalseOrTry() throws Exception {
    assertThat(StartupRequest.of("false", List.of("sqs"), directory)).isEmpty();
    assertThat(StartupRequest.of(" true ", List.of(), directory).orElseThrow().mayLack()).isFalse();
    assertThat(StartupRequest.of("try", List.of(), directory).orElseThrow().mayLack()).isTrue();
    assertThatThrownBy(() -> StartupRequest.of("yes", List.of(), directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<startupCache> 'yes' is not valid. Use 'true', 'false' or 'try', or leave it out.");
  }

  @Test
  void theKeyIsOfWhatTheFunctionGets() throws Exception {
    Path file = Files.writeString(directory.resolve("order.json"), "{}");
    String first = key("order.json", "sqs");

    assertThat(key("order.json", "sqs")).isEqualTo(first);
    assertThat(
            StartupRequest.of("try", List.of("order.json", "sqs"), directory).orElseThrow().key())
        .isEqualTo(first);
    assertThat(key("sqs", "order.json")).isNotEqualTo(first);
    assertThat(key("order.json")).isNotEqualTo(first);
    assertThat(key("{\"a\": \"\0\"}", "x".repeat(5000))).isNotEqualTo(first);
    Files.writeString(file, "{\"id\": 1}");
    assertThat(key("order.json", "sqs")).isNotEqualTo(first);
  }

  private String key(String... events) throws LambdaImageException {
    return StartupRequest.of("true", List.of(events), directory).orElseThrow().key();
  }

  @Test
  void anEventIsWhatInvokeTakes() throws Exception {
    Files.writeString(directory.resolve("order.json"), "{\"id\": 1}");

    assertThat(new TrainingEvent("order.json", directory).payload()).hasToString("{\"id\": 1}");
    assertThat(new TrainingEvent("sqs?body=a", directory).payload().toString())
        .contains("\"body\"");
    assertThatThrownBy(() -> new TrainingEvent("none.json", directory).payload())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("'none.json'");
    assertThat(new TrainingEvent("x".repeat(100), directory).name()).hasSize(61);
  }
}
