package io.github.lambdaimage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedTextTest {

  private static final PluginVersion VERSION = new PluginVersion("1.0");
  private static final SealedText TEXT = SealedText.of(VERSION, "list 1");

  @Test
  void comesBackAsItWas() {
    for (String text : List.of("", "one line", "two\nlines\n", "\n", "grün \u2028 \uD83D\uDE80")) {
      assertThat(TEXT.open(TEXT.seal(text))).isEqualTo(text);
    }
  }

  @Test
  void saysOnItsFirstLineWhatItIs() {
    assertThat(new String(TEXT.seal("text"), UTF_8))
        .matches("lambda-image 1\\.0 list 1\ntext\n[0-9a-f]{64}");
  }

  @Test
  void isNotReadWhenAnyOfItIsMissingOrAnother() {
    byte[] whole = TEXT.seal("some text");

    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      assertThat(TEXT.open(Arrays.copyOf(whole, i))).as("%d bytes", i).isNull();
      assertThat(TEXT.open(damaged)).as("byte %d", i).isNull();
    }
    assertThat(TEXT.open(Arrays.copyOf(whole, whole.length + 1))).isNull();
    assertThat(TEXT.open(new byte[500])).isNull();
  }

  @Test
  void isNotReadWhenItIsOfAnotherVersionOrKind() {
    byte[] whole = TEXT.seal("some text");

    assertThat(SealedText.of(new PluginVersion("1.1"), "list 1").open(whole)).isNull();
    assertThat(SealedText.of(VERSION, "list 2").open(whole)).isNull();
    assertThat(SealedText.of(VERSION, "list").open(whole)).isNull();
  }
}
