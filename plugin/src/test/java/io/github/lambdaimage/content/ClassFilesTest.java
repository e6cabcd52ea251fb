package io.github.lambdaimage.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFilesTest {

  private final Path directory;

  ClassFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void tellTheHighestReleaseThatAnyOfThemNeeds() throws Exception {
    compile("com.example.Older", "11");
    assertThat(ClassFiles.highestRelease(directory)).isEqualTo(11);

    compile("com.example.other.Newer", "17");
    assertThat(ClassFiles.highestRelease(directory)).isEqualTo(17);
  }

  @Test
  void tellLambdasOldestReleaseWhenThereAreNone() throws Exception {
    Files.writeString(directory.resolve("a.properties"), "");

    assertThat(ClassFiles.highestRelease(directory)).isEqualTo(8);
    assertThat(ClassFiles.highestRelease(directory.resolve("missing"))).isEqualTo(8);
  }

  @Test
  void tellLambdasOldestReleaseForOlderOnes() throws Exception {
    byte[] ofJava5 = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 49};
    Files.write(directory.resolve("Old.class"), ofJava5);

    assertThat(ClassFiles.highestRelease(directory)).isEqualTo(8);
  }

  @Test
  void tellTheReleaseOfOneThatUsesPreviews() throws Exception {
    byte[] ofJava21 = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, -1, -1, 0, 65};
    Files.write(directory.resolve("Preview.class"), ofJava21);

    assertThat(ClassFiles.highestRelease(directory)).isEqualTo(21);
  }

  @Test
  void refuseAFileThatIsNone() throws Exception {
    Path file = Files.writeString(directory.resolve("Text.class"), "not a class");

    assertThatThrownBy(() -> ClassFiles.highestRelease(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'%s' cannot be read as a class file: it does not begin with CAFEBABE. Compile again.",
            file)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void refuseAFileThatWasCutShort() throws Exception {
    Path file = Files.write(directory.resolve("Short.class"), new byte[] {(byte) 0xCA});

    assertThatThrownBy(() -> ClassFiles.highestRelease(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("'%s' cannot be read as a class file: it ends too early", file)
        .hasMessageEndingWith(". Compile again.");
  }

  private void compile(String className, String release) throws IOException {
    int dot = className.lastIndexOf('.');
    String simpleName = className.substring(dot + 1);
    Path source = directory.resolve(simpleName + ".java");
    Files.writeString(
        source, "package %s; class %s {}".formatted(className.substring(0, dot), simpleName));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                release,
                "-d",
                directory.toString(),
                source.toString());
    assertThat(failed).isZero();
  }
}
