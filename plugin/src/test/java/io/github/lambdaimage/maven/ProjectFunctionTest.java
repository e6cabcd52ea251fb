package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFunctionTest {

  @TempDir Path directory;

  /** Kotlin, Scala and an execution's own release say in their classes what javac is not told. */
  @ParameterizedTest(name = "told {0}, classes of {1}: {2}")
  @CsvSource({
    "0,  8,  8.al2023",
    "0,  17, 17.al2023",
    "11, 21, 21",
    "17, 17, 17.al2023",
    "17, 18, 21",
    "21, 17, 21",
    "25, 8,  25"
  })
  void takesTheOldestBaseThatRunsWhatIsToldAndWhatIsThere(int told, int ofClasses, String tag)
      throws Exception {
    assertThat(ProjectFunction.defaultBase(told, layers(ofClasses)).text())
        .isEqualTo("public.ecr.aws/lambda/java:" + tag);
  }

  @Test
  void refusesClassesThatNoBaseRuns() {
    assertThatThrownBy(() -> ProjectFunction.defaultBase(17, layers(26)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The project is compiled for Java '26', but the newest Lambda base");
  }

  private List<FunctionLayer> layers(int release) throws Exception {
    byte[] header = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 0};
    header[7] = (byte) (release + 44);
    Path file = Files.write(directory.resolve("Handler.class"), header);
    return List.of(
        FunctionLayer.of(
            "classes",
            List.of(FunctionFile.readable(file, "/var/task/com/example/Handler.class"))));
  }
}
