package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The levels of checks, as users write them and as a build's record has them. */
class CheckSettingsTest {

  @Test
  void areTheUsualOnesIfNothingIsSaid() throws Exception {
    assertThat(CheckLevels.of(Map.of()))
        .hasToString(
            "handler=fail java-version=fail native=fail size=fail layout=warn secrets=fail environment=fail base=fail");
  }

  @Test
  void changeForTheNamedCheckAlone() throws Exception {
    CheckLevels levels = CheckLevels.of(Map.of("size", " off "));

    assertThat(levels.of(Check.SIZE)).isEqualTo(Level.OFF);
    assertThat(levels.of(Check.BASE)).isEqualTo(Level.FAIL);
    assertThat(levels.of(Check.LAYOUT)).isEqualTo(Level.WARN);
  }

  @Test
  void areRefusedIfTheyAreEmpty() {
    assertThatThrownBy(() -> CheckLevels.of(Collections.singletonMap("size", null)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("<checks>: the level '' of 'size' is not valid. Use 'fail', 'warn' or 'off'.");
  }

  /** With other patterns, the same image is checked again. */
  @Test
  void sayInOneLineWhatTheResultDependsOn() throws Exception {
    CheckSettings settings = CheckSettings.of(Map.of("size", "off"), List.of("a/**", "b"));

    assertThat(settings.toString())
        .startsWith("handler=fail ")
        .contains("size=off")
        .endsWith(" a/** b");
  }

  @Test
  void stayTheSameForAFunctionThatIsPacked() throws Exception {
    CheckSettings settings = CheckSettings.of(Map.of(), List.of("a"));
    Content content = new Content(Path.of("target/function.zip"), "");

    assertThat(settings.content()).isEmpty();
    assertThat(settings.of(Optional.of(content)))
        .isEqualTo(
            new CheckSettings(settings.levels(), settings.allowedSecrets(), Optional.of(content)));
  }
}
