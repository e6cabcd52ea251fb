package io.github.lambdaimage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":\n 1}",
        "[1, 2]",
        "\"text\"",
        "42",
        "-1.5e3",
        "true",
        "false",
        "null"
      })
  void jsonIsTheEvent(String json) throws Exception {
    assertThat(Event.parse(" " + json + "\n", directory)).hasToString(json);
  }

  @Test
  void aFileIsRelativeToTheProject() throws Exception {
    Files.createDirectories(directory.resolve("events"));
    Files.write(directory.resolve("events/one.json"), new byte[] {'{', '}', '\n'});

    assertThat(Event.parse("events/one.json", directory).bytes()).containsExactly('{', '}', '\n');
  }

  @Test
  void everySampleIsAnObjectOfItsOwn() throws Exception {
    for (String sample : Event.SAMPLES) {
      assertThat(JsonObject.parse(Event.parse(sample, directory).bytes(), sample).textMap())
          .as(sample)
          .isNotNull();
    }
    assertThat(Event.parse("sqs", directory).toString()).contains("\"eventSource\": \"aws:sqs\"");
    assertThat(Event.parse("apigateway-v2", directory).toString()).contains("\"version\": \"2.0\"");
  }

  @Test
  void whatIsNeitherIsExplained() {
    assertThatThrownBy(() -> Event.parse("order.json", directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'order.json'", "apigateway-v2, alb, sqs");
  }

  @Test
  void anEventThatLambdaWouldRefuseIsRefused() {
    Payload large = Payload.of(new byte[6 * 1024 * 1024 + 101]);

    assertThatThrownBy(() -> Invocation.of(large))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("6291557 bytes", "6 MiB");
  }
}
