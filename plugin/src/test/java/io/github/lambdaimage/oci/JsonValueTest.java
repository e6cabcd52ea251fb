package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
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

  @ParameterizedTest
  @ValueSource(strings = {"0", "-7", "2147483648", "9223372036854775808", "1.50", "1E+2"})
  void aNumberKeepsItsDigits(String number) throws Exception {
    assertThat(JsonValue.text(parsed(number))).isEqualTo(number);
  }

  @Test
  void aNumberIsAsSmallAsItCanBe() throws Exception {
    assertThat(parsed("2147483647")).isEqualTo(Integer.MAX_VALUE);
    assertThat(parsed("2147483648")).isEqualTo(1L << 31);
    assertThat(parsed("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(parsed("9223372036854775808")).isEqualTo(BigInteger.ONE.shiftLeft(63));
  }

  /** A million digits would take minutes. */
  @Test
  void aNumberIsNotLong() throws Exception {
    assertThat(parsed("9".repeat(1000))).isInstanceOf(BigInteger.class);
    assertThatThrownBy(() -> parsed("9".repeat(1001)))
        .isInstanceOf(IOException.class)
        .hasMessage("A number has more than 1000 digits");
  }

  /** Programs differ in which of them they take. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"a\":1}", "[{\"a\":null,\"b\":2,\"a\":1}]"})
  void hasNoMemberTwice(String document) {
    assertThatThrownBy(() -> parsed(document))
        .isInstanceOf(IOException.class)
        .hasMessage("An object has two members of the same name");
  }

  @Test
  void isWrittenWithOrWithoutWhatIsNull() throws Exception {
    Object value = parsed("{\"z\":null,\"a\":[null,{\"b\":null}]}");

    assertThat(JsonValue.text(value)).isEqualTo("{\"a\":[null,{}]}");
    assertThat(JsonValue.completeText(value)).isEqualTo("{\"z\":null,\"a\":[null,{\"b\":null}]}");
  }

  @Test
  void isIndentedForPeople() throws Exception {
    assertThat(JsonValue.prettyText(parsed("{\"a\":[1,\"x\"],\"b\":{},\"c\":[]}")))
        .isEqualTo(
            """
            {
              "a": [
                1,
                "x"
              ],
              "b": {},
              "c": []
            }""");
  }

  @Test
  void aTextIsAsItWas() throws Exception {
    String text = "ö \" \\ / < & \u0001 \t 😀";

    assertThat(parsed(JsonValue.text(text))).isEqualTo(text);
    assertThat(JsonValue.text("< & '")).isEqualTo("\"< & '\"");
  }

  private static @Nullable Object parsed(String document) throws IOException {
    return JsonValue.parse(document.getBytes(UTF_8));
  }
}
