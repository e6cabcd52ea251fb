package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionFileTest {

  @ParameterizedTest
  @CsvSource({
    "/var/runtime/bootstrap,     true",
    "/var/task/bootstrap,        true",
    "/opt/bootstrap,             true",
    "/var/task/bin/bootstrap,    false",
    "/var/task/bootstrap.sh,     false",
    "/bootstrap,                 false"
  })
  void isABootstrapWhereLambdaLooksForOne(String target, boolean isBootstrap) {
    assertThat(file(target, 0755).isBootstrap()).isEqualTo(isBootstrap);
  }

  /** In the first place it is there instead of the base's own, whatever its mode is. */
  @ParameterizedTest
  @CsvSource({
    "/var/runtime/bootstrap,  644, true",
    "/var/task/bootstrap,     755, true",
    "/var/task/bootstrap,     744, true",
    "/var/task/bootstrap,     645, true",
    "/var/task/bootstrap,     644, false",
    "/var/task/bootstrap,     666, false",
    "/opt/bootstrap,          755, true",
    "/opt/bootstrap,          644, false",
    "/var/task/bin/bootstrap, 755, false"
  })
  void isARuntimeIfItCanBeStarted(String target, String mode, boolean isRuntime) {
    assertThat(file(target, Integer.parseInt(mode, 8)).isRuntime()).isEqualTo(isRuntime);
  }

  @ParameterizedTest
  @CsvSource({
    "'',             true",
    "/var,           true",
    "/var/task,      true",
    "/var/runtime,   true",
    "/opt,           true",
    "/var/task/bin,  false",
    "/op,            false",
    "/usr,           false"
  })
  void mayBeABootstrapInOneOfItsFoldersAndTheFoldersAbove(String directory, boolean may) {
    assertThat(FunctionFile.mayHaveBootstrap(directory)).isEqualTo(may);
  }

  private static FunctionFile file(String target, int mode) {
    return new FunctionFile(Path.of("any"), target, mode);
  }
}
