package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraFilesTest {

  private final Path directory;

  ExtraFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource({
    ",                 /var/task",
    "'',               /var/task",
    "models,           /var/task/models",
    "./models/,        /var/task/models",
    "/opt/models,      /opt/models",
    "//opt/./models//, /opt/models",
    "/,                ''",
    "/opt/a..b/...,    /opt/a..b/..."
  })
  void goIntoAnAbsoluteDirectoryOrOneBelowTheTaskRoot(
      @Nullable String into, String directoryInImage) throws Exception {
    assertThat(extraFiles(into, null).into()).isEqualTo(directoryInImage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../etc", "models/../../etc", "/opt/..", "/../etc"})
  void neverGoUpwards(String into) {
    assertThatThrownBy(() -> extraFiles(into, null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: <into> '%s' leads upwards. Write the directory as an absolute path, such as '/opt/models'.",
            into);
  }

  @ParameterizedTest
  @CsvSource({
    "opt\\models,        ''",
    "C:\\models,         ''",
    "models/${version}, ', and set the property'"
  })
  void goIntoNoDirectoryThatNobodyMeans(String into, String alsoToDo) {
    assertThatThrownBy(() -> extraFiles(into, null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: <into> '%s' would become a directory with this very name. Write '/' between names%s.",
            into, alsoToDo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/secrets/**",
        "\\secrets\\**",
        "./secrets/**",
        "../secrets/**",
        "a/../b",
        "a/./b",
        "%regex[.*]",
        "%ant[**]",
        "${pattern}"
      })
  void refusePatternsThatCanMatchNothing(String pattern) {
    assertThatThrownBy(
            () -> ExtraFiles.of(directory, null, List.of(), List.of("ok", pattern), null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: <excludes> '%s' matches no file. Patterns are relative to <from>, with '*', '**' and '?', such as 'models/**/*.onnx'.",
            pattern);
    assertThatThrownBy(() -> ExtraFiles.of(directory, null, List.of(pattern), List.of(), null))
        .hasMessageContaining("<includes> '%s' matches no file.", pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"**/*.onnx", "old/", "a\\b", ".hidden/**", "..data", "$x", "a.b/..c"})
  void takePatternsThatMayMatch(String pattern) throws Exception {
    assertThat(ExtraFiles.of(directory, null, List.of(pattern), List.of(), null).includes())
        .containsExactly(pattern);
  }

  @ParameterizedTest
  @CsvSource({"644,644", "0644,644", "755,755", "444,444", "0777,777"})
  void haveTheModeThatTheUserSets(String mode, String octal) throws Exception {
    assertThat(extraFiles(null, mode).mode()).isEqualTo(Integer.parseInt(octal, 8));
  }

  @Test
  void haveNoModeOfTheirOwnOtherwise() throws Exception {
    assertThat(extraFiles(null, null).mode()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rw-r--r--", "64", "648", "1755", "0o644", " 644"})
  void haveNoModeButThreeOctalDigits(String mode) {
    assertThatThrownBy(() -> extraFiles(null, mode))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: <mode> '%s' is not three octal digits. Use '644' for data and '755' for programs.",
            mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"600", "0700", "640", "311", "000"})
  void areReadableByEverybody(String mode) {
    assertThatThrownBy(() -> extraFiles(null, mode))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: with <mode> '%s' the function could not read its files, because Lambda runs it as a user of its own. Use '644' for data and '755' for programs.",
            mode);
  }

  @Test
  void keepTheirPatternsWhateverHappensToTheListsTheyCameIn() throws Exception {
    List<String> includes = new ArrayList<>(List.of("*.onnx"));
    ExtraFiles files = ExtraFiles.of(directory, null, includes, List.of(), null);
    includes.clear();

    assertThat(files.includes()).containsExactly("*.onnx");
  }

  private ExtraFiles extraFiles(@Nullable String into, @Nullable String mode)
      throws LambdaImageException {
    return ExtraFiles.of(directory, into, List.of(), List.of(), mode);
  }
}
