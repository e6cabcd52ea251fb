package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1          | line 1",
        "{'a': 1}           | line 1, column 3",
        "{\"a\": 1} {}      | more comes after its end (near line 1, column 11)",
        "[1, 2,]            | line 1",
        "{\"a\": NaN}       | line 1",
        "\"text             | line 1"
      })
  void whatOnlyBeginsAsJsonIsRefused(String event, String where) {
    assertThatThrownBy(() -> Event.parse(event, directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The event '%s' is not JSON, and Lambda takes nothing else: ", event)
        .hasMessageContaining(where)
        .hasMessageEndingWith("Correct it; a text stands in quotes, as in '\"text\"'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "hello", "<order/>", "{\"a\": 1}{", "{\"a\": \"\n\"}"})
  void aFileOfSomethingElseIsRefused(String content) throws Exception {
    Files.writeString(directory.resolve("event.json"), content);

    assertThatThrownBy(() -> Event.parse("event.json", directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The event 'event.json' is not JSON, and Lambda takes nothing else: ")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void aFileHasToBeInUtf8() throws Exception {
    Path file = directory.resolve("event.json");
    Files.write(file, "{\"a\": \"ä\"}".getBytes(UTF_16LE));
    assertThatThrownBy(() -> Event.parse("event.json", directory))
        .hasMessageContaining("is not JSON");

    Files.write(file, "{\"a\": \"ä\"}".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Event.parse("event.json", directory))
        .hasMessageContaining("it is not text in UTF-8");

    Files.writeString(file, "\uFEFF{\"a\": \"ä\"}\n");
    assertThat(Event.parse("event.json", directory).size()).isEqualTo(15);
  }

  @Test
  void aLongEventIsNotQuotedWhole() {
    assertThatThrownBy(() -> Event.parse("[" + "1,".repeat(5000), directory))
        .message()
        .hasSizeLessThan(500);
  }

  @Test
  void aKindOfEventIsItsSampleWithTheFieldsThatAreSet() throws Exception {
    assertThat(Event.parse("sqs", directory).toString()).contains("\"eventSource\":\"aws:sqs\"");
    assertThat(Event.parse(" sqs?body=hello ", directory).toString())
        .contains("\"body\":\"hello\"");
    assertThat(Event.parse("schedule", directory).toString()).contains("\"aws.events\"");
  }

  @Test
  void whatIsNeitherIsExplained() {
    assertThatThrownBy(() -> Event.parse("order.json?a=1", directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'order.json?a=1'", "such as sqs", "event=list");
  }

  @Test
  void theListHasEveryKind() throws Exception {
    assertThat(Event.isList(" list\n")).isTrue();
    assertThat(Event.isList("lists")).isFalse();
    assertThat(new String(Event.list(), UTF_8))
        .contains("\nsqs ", "SQS queue: SQSEvent\n", "\niot ", "IoT rule: what its SQL selects\n");
  }

  @Test
  void anEventThatLambdaWouldRefuseIsRefused() {
    Payload large = Payload.of(new byte[6 * 1024 * 1024 + 101]);

    assertThatThrownBy(() -> Invocation.of(large))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("6291557 bytes", "6 MiB");
  }
}
