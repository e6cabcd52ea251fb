package io.github.lambdaimage.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  @ParameterizedTest
  @CsvSource({"arm64, arm64", "x86_64, amd64"})
  void isKnownByLambdasNameAndByOcis(String lambdaName, String ociName) throws Exception {
    Architecture architecture = Architecture.parse(lambdaName);

    assertThat(architecture.lambdaName()).isEqualTo(lambdaName);
    assertThat(architecture.ociName()).isEqualTo(ociName);
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64, arm64",
    "arm64,   arm64",
    "amd64,   x86_64",
    "x86_64,  x86_64",
    "riscv64, ''",
    "x86,     ''",
    "arm,     ''"
  })
  void isThatOfAMachineByEachNameThatJavaHasForIt(String osArch, String lambdaName) {
    assertThat(Architecture.values())
        .filteredOn(architecture -> architecture.isOf(osArch))
        .extracting(Architecture::lambdaName)
        .isEqualTo(lambdaName.isEmpty() ? List.of() : List.of(lambdaName));
  }

  @Test
  void isKnownToLinuxByTheNameOfTheMachine() {
    assertThat(Architecture.ARM64.machine()).isEqualTo("aarch64");
    assertThat(Architecture.X86_64.machine()).isEqualTo("x86_64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aarch64", "ARM64", "x86-64", "arm64 ", ""})
  void refusesEveryOtherName(String name) {
    assertThatThrownBy(() -> Architecture.parse(name))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<architecture> '" + name + "' is not");
  }

  @Test
  void listsTheLegalNamesWhenOcisIsUsed() {
    assertThatThrownBy(() -> Architecture.parse("amd64"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("<architecture> 'amd64' is not one of Lambda's. Use 'arm64' or 'x86_64'.");
  }
}
