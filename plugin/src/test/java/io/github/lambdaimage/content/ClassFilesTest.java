package io.github.lambdaimage.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFilesTest {

  private static final byte[] OF_JAVA_21 = {
    (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 65
  };

  private final Path directory;

  ClassFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void tellTheHighestReleaseThatAnyOfThemNeeds() throws Exception {
    compile("com.example.Older", "11");
    assertThat(highestRelease()).isEqualTo(11);

    compile("com.example.other.Newer", "17");
    assertThat(highestRelease()).isEqualTo(17);
  }

  @Test
  void tellLambdasOldestReleaseWhenThereAreNone() throws Exception {
    Files.writeString(directory.resolve("a.properties"), "");

    assertThat(highestRelease()).isEqualTo(8);
    assertThat(ClassFiles.highestRelease(List.of())).isEqualTo(8);
  }

  @Test
  void tellLambdasOldestReleaseForOlderOnes() throws Exception {
    byte[] ofJava5 = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 49};
    Files.write(directory.resolve("Old.class"), ofJava5);

    assertThat(highestRelease()).isEqualTo(8);
  }

  @Test
  void tellTheReleaseOfOneThatUsesPreviews() throws Exception {
    byte[] preview = OF_JAVA_21.clone();
    preview[4] = -1;
    preview[5] = -1;
    Files.write(directory.resolve("Preview.class"), preview);

    assertThat(highestRelease()).isEqualTo(21);
  }

  /** The checks tell of it, at the level that the user sets. */
  @Test
  void doNotCountWhereTheyAreNone() throws Exception {
    Files.writeString(directory.resolve("Text.class"), "not a class");
    Files.write(directory.resolve("Short.class"), new byte[] {(byte) 0xCA});

    assertThat(highestRelease()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"module-info.class", "com/module-info.class", "META-INF/versions/21/A.class"})
  void doNotCountWhatTheClassPathNeverLoads(String name) throws Exception {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.write(directory.resolve(name), OF_JAVA_21);

    assertThat(highestRelease()).isEqualTo(8);
  }

  @Test
  void countOnlyWhereTheRuntimeLooksForThem() throws Exception {
    Path file = Files.write(directory.resolve("A.class"), OF_JAVA_21);
    FunctionFile added = FunctionFile.readable(file, "/var/task/com/example/A.class");
    FunctionFile elsewhere = FunctionFile.readable(file, "/opt/templates/A.class");

    assertThat(ClassFiles.highestRelease(List.of(FunctionLayer.of("extra files", List.of(added)))))
        .isEqualTo(21);
    assertThat(
            ClassFiles.highestRelease(List.of(FunctionLayer.of("extra files", List.of(elsewhere)))))
        .isEqualTo(8);
  }

  /** As the project's own files are in the image. */
  private int highestRelease() throws Exception {
    List<FunctionFile> files = new ArrayList<>();
    FileTree.list(directory)
        .forEach((name, file) -> files.add(FunctionFile.readable(file, "/var/task/" + name)));
    return ClassFiles.highestRelease(List.of(FunctionLayer.of("classes", files)));
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
