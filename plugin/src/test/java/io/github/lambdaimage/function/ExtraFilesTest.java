package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
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
  @CsvSource({",644", "644,644", "0644,644", "755,755", "444,444", "0777,777"})
  void haveTheModeThatTheUserSets(@Nullable String mode, String octal) throws Exception {
    assertThat(Integer.toOctalString(extraFiles(null, mode).mode())).isEqualTo(octal);
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
  void takeOneFileUnderItsName() throws Exception {
    Path bootstrap = write("bootstrap");

    assertThat(ExtraFiles.of(bootstrap, "/var/runtime", List.of(), List.of(), "755").files())
        .containsExactly(new FunctionFile(bootstrap, "/var/runtime/bootstrap", 0755));
  }

  @Test
  void canGoIntoTheRoot() throws Exception {
    Path file = write("file");

    assertThat(ExtraFiles.of(file, "/", List.of(), List.of(), null).files())
        .containsExactly(new FunctionFile(file, "/file", 0644));
  }

  @Test
  void takeAWholeDirectoryWithItsFolders() throws Exception {
    Path labels = write("labels.txt");
    Path model = write("v1/model.onnx");

    assertThat(extraFiles("models", null).files())
        .containsExactly(
            new FunctionFile(labels, "/var/task/models/labels.txt", 0644),
            new FunctionFile(model, "/var/task/models/v1/model.onnx", 0644));
  }

  @Test
  void takeWhatIsIncludedAndNotExcluded() throws Exception {
    write("labels.txt");
    write("old/model.onnx");
    Path model = write("v1/model.onnx");

    assertThat(
            ExtraFiles.of(directory, "/opt", List.of("**/*.onnx"), List.of("old/"), null).files())
        .containsExactly(new FunctionFile(model, "/opt/v1/model.onnx", 0644));
  }

  @Test
  void mustMatchSomething() throws Exception {
    write("labels.txt");
    ExtraFiles none =
        ExtraFiles.of(directory, null, List.of("*.onnx", "*.bin"), List.of("old/"), null);

    assertThatThrownBy(none::files)
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: nothing in '%s' matches <includes> [*.onnx, *.bin] and <excludes> [old/]. Correct the patterns (they are relative to <from>, such as '**/*.onnx'), or remove the entry.",
            directory);
  }

  @Test
  void mustComeFromSomewhere() throws Exception {
    Path missing = directory.resolve("missing");
    ExtraFiles none = ExtraFiles.of(missing, null, List.of(), List.of(), null);

    assertThatThrownBy(none::files)
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: '%s' is no file or directory. Correct <from>, or make the file before this goal runs.",
            missing);
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

  private Path write(String path) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
