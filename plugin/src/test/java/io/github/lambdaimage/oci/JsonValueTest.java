package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

  @Test
  void isOfAnyKind() throws Exception {
    assertThat(parsed(" {\"a\": [1, true, null]}\n"))
        .isEqualTo(Map.of("a", Arrays.asList(1, true, null)));
    assertThat(parsed("\"ö\"")).isEqualTo("ö");
    assertThat(parsed("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "{} {}", "1 2", "nothing"})
  void isOneAndNothingBehindIt(String document) {
    assertThatThrownBy(() -> parsed(document)).isInstanceOf(IOException.class);
  }

  private static @Nullable Object parsed(String document) throws IOException {
    return JsonValue.parse(document.getBytes(UTF_8));
  }
}
