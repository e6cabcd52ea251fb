package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeRequestTest {

  @TempDir Path directory;

  @Test
  void readsTheEventFromAFileOfTheProject() throws Exception {
    Files.writeString(directory.resolve("event.json"), "{\"id\": 1}");

    InvokeRequest request = InvokeRequest.of("event.json", 3, directory);

    assertThat(request.invocation().event()).hasToString("{\"id\": 1}");
    assertThat(request.invocation().wantsLog()).isTrue();
    assertThat(request.coldStarts()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void needsAStart(int coldStarts) {
    assertThatThrownBy(() -> InvokeRequest.of("{}", coldStarts, directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.coldStarts '%s' is not a valid number of starts: to be invoked, the function starts once. Use 1 or more, or leave it out.",
            coldStarts);
  }

  @Test
  void refusesAnEventThatLambdaWouldNotTake() {
    String event = '"' + "x".repeat(7_000_000) + '"';

    assertThatThrownBy(() -> InvokeRequest.of(event, 1, directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The event has 7000002 bytes");
  }
}
