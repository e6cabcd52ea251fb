package io.github.lambdaimage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.event.FieldQuery.Field;
import io.github.lambdaimage.message.LambdaImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldQueryTest {

  @Test
  void isReadAsTheQueryOfAnAddress() throws Exception {
    assertThat(
            FieldQuery.parse("body={\"a\": \"ä=b%26c\"}&detail-type=x%C3%A4%25&tel=+49 1&e=")
                .fields())
        .containsExactly(
            new Field("body", "{\"a\": \"ä=b&c\"}"),
            new Field("detail-type", "xä%"),
            new Field("tel", "+49 1"),
            new Field("e", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "body", "=x", "a=1&", "a=1&&b=2", "a=1&b"})
  void aFieldNeedsANameAndAValue(String query) {
    assertThatThrownBy(() -> FieldQuery.parse(query))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageEndingWith(
            "is not a name with a value. Write 'name=value', '&' between two of them, and '%26' for an '&' in a value.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"body=50%", "body=5%0", "body=%zz1", "body=%1"})
  void aPercentSignIsEncoded(String query) {
    assertThatThrownBy(() -> FieldQuery.parse(query))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("'body'", "Write '%25' for a percent sign.");
  }
}
