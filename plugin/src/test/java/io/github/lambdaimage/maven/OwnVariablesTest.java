package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnVariablesTest {

  @TempDir Path project;

  private final RecordedLog log = RecordedLog.normal();

  @Test
  void areThoseOfTheMoment() throws Exception {
    OwnVariables variables = variables(null);
    assertThat(variables.file()).isEqualTo(project.resolve(".env"));
    assertThat(variables.read()).isEqualTo(Map.of("FIXED", "1"));

    write("STAGE=here");
    assertThat(variables.read()).isEqualTo(Map.of("FIXED", "1", "STAGE", "here"));
    write("STAGE=there");
    assertThat(variables.read()).isEqualTo(Map.of("FIXED", "1", "STAGE", "there"));
    write("STAGE=there\nTOKEN=hunter2");
    assertThat(variables.read()).hasSize(3);
    write("STAGE=there\nFIXED=2");
    assertThat(variables.read()).isEqualTo(Map.of("FIXED", "1", "STAGE", "there"));
    Files.delete(project.resolve(".env"));
    assertThat(variables.read()).isEqualTo(Map.of("FIXED", "1"));

    assertThat(log.lines())
        .containsExactly(
            "[INFO] Variables of '.env', for the function here and not for the image: STAGE",
            "[INFO] Variables of '.env', for the function here and not for the image: STAGE, TOKEN",
            "[INFO] Variables of '.env', for the function here and not for the image: FIXED, STAGE");
  }

  @Test
  void aFileThatIsNamedHasToBeThere() throws Exception {
    OwnVariables variables = variables("local.env");
    assertThat(variables.file()).isEqualTo(project.resolve("local.env"));
    assertThatThrownBy(variables::read)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("<envFile> 'local.env' is not a file.");
  }

  private OwnVariables variables(@Nullable String named) {
    return new OwnVariables(project, named, Map.of("FIXED", "1"), log.console());
  }

  private void write(String text) throws Exception {
    Files.writeString(project.resolve(".env"), text);
  }
}
