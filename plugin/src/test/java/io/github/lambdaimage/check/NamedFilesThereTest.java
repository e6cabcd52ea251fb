package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file is proposed in place of one that is not there. */
class NamedFilesThereTest {

  @TempDir Path directory;

  @Test
  void hasTheSameNameElsewhere() throws Exception {
    assertThat(problem("/opt/agent.jar", "/opt/b/agent.jar", "/opt/a/agent.jar", "/opt/agent.ja"))
        .contains("Did you mean '/opt/a/agent.jar'?");
  }

  /** Up to a quarter of its letters. */
  @ParameterizedTest
  @CsvSource({"/opt/abcdexyz, true", "/opt/abcdwxyz, false"})
  void hasASimilarPath(String target, boolean isProposed) throws Exception {
    assertThat(problem("/opt/abcdefgh", target).contains("Did you mean '" + target + "'?"))
        .isEqualTo(isProposed);
  }

  @Test
  void hasTheMostSimilarPath() throws Exception {
    assertThat(problem("/opt/abcdefgh", "/opt/abcdefxy", "/opt/abcdefgx", "/opt/abcdexyz"))
        .contains("Did you mean '/opt/abcdefgx'?");
  }

  /** They are made when the function starts, or mounted. */
  @ParameterizedTest
  @ValueSource(strings = {"/tmp/a.jsa", "/mnt/models/a.jsa", "/run/a"})
  void isNotSaidOfPlacesThatLambdaFills(String path) throws Exception {
    assertThat(problems(path)).isEmpty();
  }

  @Test
  void isNotSaidOfAFolderThatHasFiles() throws Exception {
    assertThat(problems("/opt/classes", "/opt/classes/a/A.class")).isEmpty();
    assertThat(problems("/opt/class", "/opt/classes/a/A.class")).hasSize(1);
  }

  private String problem(String path, String... targets) throws Exception {
    return problems(path, targets).get(0);
  }

  private List<String> problems(String path, String... targets) throws Exception {
    List<FunctionFile> files =
        Stream.of(targets).map(it -> FunctionFile.readable(Path.of("file"), it)).toList();
    return new CheckedImage(directory, List.of(FunctionLayer.of("extra files", files)))
        .baseFiles(BaseFiles.of(List.of()))
        .environment("JAVA_TOOL_OPTIONS", "-Xbootclasspath/a:" + path)
        .problems(Check.ENVIRONMENT);
  }
}
