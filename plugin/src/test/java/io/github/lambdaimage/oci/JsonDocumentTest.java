package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  /** In the words of the parser, where they help. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":}              | Expected value (near line 1, column 6)",
        "{\"a\" 1}             | Expected ':' (near line 1, column 7)",
        "{\"a\":1 \"b\":2}     | Unterminated object (near line 1, column 9)",
        "{\"a\":1,}            | Expected name (near line 1, column 9)",
        "[1 2]                 | Unterminated array (near line 1, column 5)",
        "[1                    | End of input (near line 1, column 3)",
        "{\"auth\":\"secret    | Unterminated string (near line 1, column 16)",
        "{\"auth\":secret}     | Unexpected character (near line 1, column 9)",
        "{'auth':1}            | Unexpected character (near line 1, column 3)",
        "{auth:1}              | Unexpected character (near line 1, column 3)",
        "[1,]                  | Unexpected character (near line 1, column 5)",
        "[01]                  | Unexpected character (near line 1, column 2)",
        "[NaN]                 | Unexpected character (near line 1, column 2)",
        "[tRue]                | Unexpected character (near line 1, column 2)",
        "// a comment          | Unexpected character (near line 1, column 2)",
        "\"\\x\"               | Invalid escape sequence (near line 1, column 4)",
        "\"\\u12g4\"           | Malformed Unicode escape (near line 1, column 4)"
      })
  void aFaultIsOneLineWithAPlaceAndQuotesNothing(String document, String fault) {
    assertThat(fault(document.getBytes(UTF_8))).isEqualTo(fault);
  }

  @Test
  void aTextHasNoControlCharacters() {
    assertThat(fault("[\"a\tb\"]".getBytes(UTF_8)))
        .isEqualTo("Unescaped control character in a text (near line 1, column 3)");
    assertThat(fault("{\"a\nb\":1}".getBytes(UTF_8)))
        .startsWith("Unescaped control character in a text (near line 1");
  }

  @Test
  void whatIsNotInUtf8IsToldAsThat() {
    assertThat(fault("\"grün\"".getBytes(ISO_8859_1))).isEqualTo("it is not text in UTF-8");
    assertThat(fault("{}".getBytes(UTF_16))).isEqualTo("it is not text in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufeff{}", " [1, -0.5e+3, \"\\u00fc\", null, true, {\"a\":[]}]\r\n"})
  void isWhateverTheStandardHas(String document) {
    assertThatCode(() -> skip(document.getBytes(UTF_8))).doesNotThrowAnyException();
  }

  @Test
  void aValueIsSkippedWhole() throws Exception {
    try (JsonReader reader = JsonDocument.read("[[{\"a\":[1]},2],\"x\"]".getBytes(UTF_8))) {
      reader.beginArray();
      JsonDocument.skip(reader);

      assertThat(reader.nextString()).isEqualTo("x");
    }
  }

  @Test
  void whatIsSkippedTakesNoStack() throws Exception {
    byte[] document = ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8);

    try (JsonReader reader = JsonDocument.read(document, 100_000)) {
      JsonDocument.skip(reader);

      assertThat(reader.peek()).isEqualTo(JsonToken.END_DOCUMENT);
    }
  }

  @Test
  void aFaultOfAnotherKindIsToldAsItIs() {
    assertThat(JsonDocument.fault(new IOException("Disk full"))).isEqualTo("Disk full");
    assertThat(JsonDocument.place(new IOException("Disk full"))).isEmpty();
  }

  private static String fault(byte[] document) {
    return JsonDocument.fault(catchThrowableOfType(IOException.class, () -> skip(document)));
  }

  private static void skip(byte[] document) throws IOException {
    try (JsonReader reader = JsonDocument.read(document)) {
      JsonDocument.skip(reader);
    }
  }
}
