package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Programs;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraFileListTest {

  @TempDir Path directory;

  @Test
  void takeOneFileUnderItsName() throws Exception {
    Path bootstrap = write("bootstrap");

    assertThat(list(ExtraFiles.of(bootstrap, "/var/runtime", List.of(), List.of(), "755")))
        .containsExactly(new FunctionFile(bootstrap, "/var/runtime/bootstrap", 0755));
  }

  @Test
  void canGoIntoTheRoot() throws Exception {
    Path file = write("file");

    assertThat(list(ExtraFiles.of(file, "/", List.of(), List.of(), null)))
        .containsExactly(new FunctionFile(file, "/file", 0644));
  }

  @Test
  void takeAWholeDirectoryWithItsFolders() throws Exception {
    Path labels = write("labels.txt");
    Path model = write("v1/model.onnx");

    assertThat(list(extraFiles("models", null)))
        .containsExactly(
            new FunctionFile(labels, "/var/task/models/labels.txt", 0644),
            new FunctionFile(model, "/var/task/models/v1/model.onnx", 0644));
  }

  @Test
  void takeWhatIsIncludedAndNotExcluded() throws Exception {
    write("labels.txt");
    write("old/model.onnx");
    Path model = write("v1/model.onnx");

    assertThat(list(ExtraFiles.of(directory, "/opt", List.of("**/*.onnx"), List.of("old/"), null)))
        .containsExactly(new FunctionFile(model, "/opt/v1/model.onnx", 0644));
  }

  @ParameterizedTest
  @CsvSource({"*.onnx,", "*.onnx, x*", ", labels.*", "labels.txt, labels.txt"})
  void mustNotLeaveOutTheOnlyFile(@Nullable String include, @Nullable String exclude)
      throws Exception {
    Path file = write("labels.txt");
    List<String> includes = include == null ? List.of() : List.of(include);
    List<String> excludes = exclude == null ? List.of() : List.of(exclude);

    assertThatThrownBy(() -> list(ExtraFiles.of(file, "/opt", includes, excludes, null)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: '%s' is a file, and <includes> %s and <excludes> %s leave it out. Remove the patterns, or the entry; to choose among the files of a directory, name that in <from>.",
            file, includes, excludes);
  }

  @Test
  void takeOneFileThatThePatternsTake() throws Exception {
    Path file = write("labels.txt");

    assertThat(list(ExtraFiles.of(file, "/opt", List.of("*.txt"), List.of("*.onnx"), null)))
        .containsExactly(new FunctionFile(file, "/opt/labels.txt", 0644));
  }

  @Test
  void mustMatchSomething() throws Exception {
    write("labels.txt");
    ExtraFiles none =
        ExtraFiles.of(directory, null, List.of("*.onnx", "*.bin"), List.of("old/"), null);

    assertThatThrownBy(() -> list(none))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: nothing in '%s' matches <includes> [*.onnx, *.bin] and <excludes> [old/]. Correct the patterns (they are relative to <from>, such as '**/*.onnx'), or remove the entry.",
            directory);
  }

  @Test
  void mustComeFromSomewhere() throws Exception {
    Path missing = directory.resolve("missing");
    ExtraFiles none = ExtraFiles.of(missing, null, List.of(), List.of(), null);

    assertThatThrownBy(() -> list(none))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: '%s' is not a file or directory. Correct <from>, or make the file before this goal runs.",
            missing);
  }

  @Test
  @EnabledOnOs(OS.LINUX) // Elsewhere each name is Unicode.
  void mustHaveANameThatTheLocaleCanExpress() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'gr\\366sse')\"")
            .directory(directory.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.findFirst().orElseThrow();
    }

    assertThatThrownBy(() -> list(ExtraFiles.of(file, "/opt", List.of(), List.of(), null)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
  }

  private static List<FunctionFile> list(ExtraFiles files) throws LambdaImageException {
    return ExtraFileList.of(files, Programs.of(Map.of()));
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
