package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSizeTest {

  @TempDir Path directory;

  @Test
  void isThatOfAPlainFile() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "four");

    assertThat(FileSize.of(FunctionFile.readable(file, "/var/task/a"))).isEqualTo(4);
  }

  @Test
  void isThatOfAllFilesOfAModuleThatWasNotPackaged() throws Exception {
    Files.writeString(directory.resolve("a"), "four");
    Files.createDirectory(directory.resolve("b"));
    Files.writeString(directory.resolve("b/c"), "seven..");
    Source classes = new Source.ModuleClasses(directory);

    assertThat(FileSize.of(new FunctionFile(classes, "/var/task/lib/a.jar", 0644, null)))
        .isEqualTo(11);
  }

  /** What it leads to is another file of the image, and counts there. */
  @Test
  void isNothingForALink() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "four");
    FunctionFile link = FunctionFile.link(new Source.Link(file, "a", false), "/opt/link");

    assertThat(FileSize.of(link)).isZero();
  }

  @Test
  void isUnknownForAFileThatCannotBeRead() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> FileSize.of(FunctionFile.readable(missing, "/var/task/a")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s' cannot be read: '%s' does not exist. Make it readable, and run again.",
            missing, missing)
        .hasCauseInstanceOf(NoSuchFileException.class);
  }
}
