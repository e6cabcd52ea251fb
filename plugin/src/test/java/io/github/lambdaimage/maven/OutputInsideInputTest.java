package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputInsideInputTest {

  private static final Path PROJECT = Path.of("project").toAbsolutePath();
  private static final Path CLASSES = PROJECT.resolve("target/classes");
  private static final Path UNPACKED = PROJECT.resolve("target/lambda-image-content");
  private static final Path OUTPUT = PROJECT.resolve("target/lambda-image");

  @ParameterizedTest
  @ValueSource(strings = {"", "target", "target/../target", "target/lambda-image"})
  void isNotAddedToTheImage(String from) throws Exception {
    ExtraFiles extra = extra(from, List.of(), List.of());

    assertThatThrownBy(
            () -> OutputInsideInput.refuse(OUTPUT, CLASSES, Optional.empty(), List.of(extra)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<extraFiles>: '%s' has the image itself in it ('%s'), which would be another one with each build.",
            extra.from(), OUTPUT);
  }

  @Test
  void isLeftOutByWhatTheMessageSays() throws Exception {
    ExtraFiles whole = extra("", List.of(), List.of("*.md"));
    assertThatThrownBy(
            () -> OutputInsideInput.refuse(OUTPUT, CLASSES, Optional.empty(), List.of(whole)))
        .hasMessageEndingWith("or add <exclude>target/lambda-image/**</exclude>.");

    ExtraFiles without = extra("", List.of(), List.of("target/lambda-image/**"));
    ExtraFiles models = extra("", List.of("models/**", "**/*.onnx"), List.of());
    ExtraFiles beside = extra("target/lambda", List.of(), List.of());
    assertThatCode(
            () ->
                OutputInsideInput.refuse(
                    OUTPUT, CLASSES, Optional.empty(), List.of(without, models, beside)))
        .doesNotThrowAnyException();
  }

  @Test
  void isNotAmongTheClasses() {
    assertThatThrownBy(
            () ->
                OutputInsideInput.refuse(
                    CLASSES.resolve("image"), CLASSES, Optional.empty(), List.of()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<outputDirectory> '%s' is among the function's own files in '%s'",
            CLASSES.resolve("image"), CLASSES);
  }

  /** Whoever takes all of {@code target} meets both at once. */
  @Test
  void isLeftOutTogetherWithWhatContentIsUnpackedTo() throws Exception {
    ExtraFiles extra = extra("target", List.of(), List.of());

    assertThatThrownBy(
            () -> OutputInsideInput.refuse(OUTPUT, CLASSES, Optional.of(UNPACKED), List.of(extra)))
        .hasMessageEndingWith(
            "or add <exclude>lambda-image/**</exclude><exclude>lambda-image-content/**</exclude>.");
  }

  /** Patterns may leave out the image and take what is beside it: the first build sees none yet. */
  @Test
  void isNotWhatContentIsUnpackedTo() {
    FunctionFile model = FunctionFile.readable(PROJECT.resolve("models/a"), "/opt/a");
    FunctionFile own = FunctionFile.readable(UNPACKED.resolve("01-a.jar"), "/opt/01-a.jar");

    assertThatCode(() -> OutputInsideInput.refuse(List.of(model), UNPACKED))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OutputInsideInput.refuse(List.of(model, own), UNPACKED))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: '%s' is of the folder that <content> is unpacked to ('%s'), and would be in the image twice. Name a directory without it in <from>, or add <exclude>**/lambda-image-content/**</exclude>.",
            own.source().path(), UNPACKED);
  }

  private static ExtraFiles extra(String from, List<String> includes, List<String> excludes)
      throws LambdaImageException {
    return ExtraFiles.of(PROJECT.resolve(from), null, includes, excludes, null);
  }
}
