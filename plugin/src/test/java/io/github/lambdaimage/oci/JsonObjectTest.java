package io.github.lambdaimage.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

  @Test
  void survivesWhole() throws Exception {
    String text =
        "{\"z\":1,\"a\":[1,\"x\",{\"b\":{}}],\"unknown\":{\"y\":true,\"c\":1.5},\"ü\":\"\\n\"}";

    assertThat(text(json(text))).isEqualTo(text);
  }

  @Test
  void writesNoMemberThatIsNull() throws Exception {
    assertThat(text(json("{\"a\":null,\"b\":{\"c\":null,\"d\":1}}")))
        .isEqualTo("{\"b\":{\"d\":1}}");
  }

  @Test
  void hasNoWhiteSpaceButForPeople() throws Exception {
    JsonObject json = json("{ \"a\" : 1 }");

    assertThat(json.bytes()).asString(UTF_8).isEqualTo("{\"a\":1}");
    assertThat(json.prettyBytes()).asString(UTF_8).isEqualTo("{\n  \"a\": 1\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "\"secret\"", "{\"auth\":\"secret", "{\"auth\":secret}", "secret"})
  void isAnObjectAndItsMessageShowsNoneOfWhatStandsAround(String document) {
    assertThatThrownBy(() -> json(document))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The config is not a JSON object: ")
        .message()
        .doesNotContain("{\"auth\"");
  }

  @Test
  void isNotNull() {
    assertThatThrownBy(() -> json("null"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("The config is not a JSON object: it is null");
  }

  /** Each level takes stack. */
  @Test
  void isNotDeep() throws Exception {
    String deep = "{\"a\":".repeat(99) + "{}" + "}".repeat(99);
    assertThat(text(json(deep))).isEqualTo(deep);

    for (String deeper :
        List.of(
            "{\"a\":" + deep + "}", "{\"a\":".repeat(100_000), "{\"a\":" + "[".repeat(100_000))) {
      assertThatThrownBy(() -> json(deeper))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageContaining("Nesting limit 100 reached")
          .hasMessageNotContaining("Exception");
    }
  }

  @Test
  void saysOnOneLineWhereItIsWrong() {
    assertThatThrownBy(() -> json("{\n  \"a\": }"))
        .hasMessage("The config is not a JSON object: Expected value (near line 2, column 8)");
  }

  @Test
  void givesWholeNumbersAndNoOthers() throws Exception {
    JsonObject json =
        json("{\"a\":7,\"b\":9223372036854775807,\"c\":9223372036854775808,\"d\":1.0,\"e\":\"7\"}");

    assertThat(json.wholeNumber("a")).isEqualTo(7);
    assertThat(json.wholeNumber("b")).isEqualTo(Long.MAX_VALUE);
    for (String name : List.of("c", "d", "e", "f")) {
      assertThat(json.wholeNumber(name)).isNull();
    }
  }

  @Test
  void showsWhatATerminalMayBeGiven() throws Exception {
    JsonObject json = json("{\"a\":\"\\u001b[31m\\r\\nx\\u009b\",\"b\":{\"c\":[1]}}");

    assertThat(json.shown("a")).isEqualTo("[31m x");
    assertThat(json.shown("b")).isEqualTo("{c=[1]}");
    assertThat(json.has("a")).isTrue();
    assertThat(json.has("d")).isFalse();
  }

  @Test
  void givesTexts() throws Exception {
    JsonObject json = json("{\"a\":\"x\",\"b\":1,\"c\":null}");

    assertThat(json.text("a")).isEqualTo("x");
    assertThat(json.text("b")).isNull();
    assertThat(json.text("c")).isNull();
    assertThat(json.text("d")).isNull();
  }

  @Test
  void givesNumbers() throws Exception {
    JsonObject json = json("{\"a\":7,\"b\":8589934592,\"c\":\"7\",\"d\":null}");

    assertThat(json.number("a", -1)).isEqualTo(7);
    assertThat(json.number("b", -1)).isEqualTo(8_589_934_592L);
    assertThat(json.number("c", -1)).isEqualTo(-1);
    assertThat(json.number("d", -1)).isEqualTo(-1);
    assertThat(json.number("e", -1)).isEqualTo(-1);
  }

  @Test
  void isTrueOnlyOfTrue() throws Exception {
    JsonObject json = json("{\"a\":true,\"b\":false,\"c\":\"true\",\"d\":null}");

    assertThat(json.isTrue("a")).isTrue();
    assertThat(json.isTrue("b")).isFalse();
    assertThat(json.isTrue("c")).isFalse();
    assertThat(json.isTrue("d")).isFalse();
    assertThat(json.isTrue("e")).isFalse();
  }

  @Test
  void givesObjects() throws Exception {
    JsonObject json = json("{\"a\":{\"z\":1,\"b\":\"x\"},\"c\":[1],\"d\":null}");

    assertThat(text(json.object("a"))).isEqualTo("{\"z\":1,\"b\":\"x\"}");
    for (String name : List.of("c", "d", "e")) {
      assertThat(text(json.object(name))).isEqualTo("{}");
    }
  }

  @Test
  void givesAnObjectThatIsItsOwn() throws Exception {
    JsonObject json = json("{\"a\":{}}");

    json.object("a").with("b", 1);

    assertThat(text(json)).isEqualTo("{\"a\":{}}");
  }

  @Test
  void givesTheObjectsOfAList() throws Exception {
    JsonObject json = json("{\"a\":[{\"b\":1},{\"c\":2},3],\"d\":{}}");

    assertThat(json.objects("a"))
        .extracting(JsonObjectTest::text)
        .containsExactly("{\"b\":1}", "{\"c\":2}", "{}");
    assertThat(json.objects("d")).isEmpty();
    assertThat(json.objects("e")).isEmpty();
  }

  @Test
  void tellsObjectsFromWhateverElseThereIs() throws Exception {
    JsonObject json =
        json("{\"object\":{},\"objects\":[{},{}],\"none\":[],\"mixed\":[{},1],\"text\":\"x\"}");

    assertThat(json.hasObject("object")).isTrue();
    for (String name : List.of("objects", "text", "absent")) {
      assertThat(json.hasObject(name)).isFalse();
    }
    for (String name : List.of("objects", "none")) {
      assertThat(json.hasObjects(name)).isTrue();
    }
    for (String name : List.of("mixed", "object", "text", "absent")) {
      assertThat(json.hasObjects(name)).isFalse();
    }
  }

  @Test
  void givesTheTextsOfAList() throws Exception {
    JsonObject json = json("{\"a\":[\"x\",1,true],\"d\":\"x\"}");

    assertThat(json.texts("a")).containsExactly("x", "1", "true");
    assertThat(json.texts("d")).isEmpty();
    assertThat(json.texts("e")).isEmpty();
  }

  @Test
  void givesItsMembersAsTextInOrder() throws Exception {
    assertThat(json("{\"z\":\"x\",\"a\":1}").textMap())
        .containsExactly(Map.entry("z", "x"), Map.entry("a", "1"));
    assertThat(JsonObject.empty().textMap()).isEmpty();
  }

  @Test
  void takesWhateverJsonHas() {
    JsonObject inner = JsonObject.empty().with("b", 1);

    assertThat(
            text(
                JsonObject.empty()
                    .with("text", "x")
                    .with("number", 7L)
                    .with("true", true)
                    .with("map", Map.of("k", "v"))
                    .with("object", inner)
                    .with("list", List.of(inner, List.of(inner), "y"))))
        .isEqualTo(
            "{\"text\":\"x\",\"number\":7,\"true\":true,\"map\":{\"k\":\"v\"},\"object\":{\"b\":1},\"list\":[{\"b\":1},[{\"b\":1}],\"y\"]}");
  }

  @Test
  void replacesAMemberWhereItStands() throws Exception {
    assertThat(text(json("{\"a\":1,\"b\":2}").with("a", 3))).isEqualTo("{\"a\":3,\"b\":2}");
  }

  @Test
  void isCopiedSoThatTheCopyCanBeChanged() throws Exception {
    JsonObject json = json("{\"z\":1,\"a\":2}");

    JsonObject copy = json.copy().with("a", 3);

    assertThat(text(copy)).isEqualTo("{\"z\":1,\"a\":3}");
    assertThat(text(json)).isEqualTo("{\"z\":1,\"a\":2}");
  }

  private static JsonObject json(String text) throws LambdaImageException {
    return JsonObject.parse(text.getBytes(UTF_8), "The config");
  }

  private static String text(JsonObject json) {
    return new String(json.bytes(), UTF_8);
  }
}
