package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems and machines in the names of artifacts. */
class PlatformNameTest {

  @ParameterizedTest
  @CsvSource({
    "netty-linux-x86_64,    netty--",
    "netty-osx-aarch_64,    netty--",
    "lib-windows-amd64,     lib--",
    "orders,                orders",
    "darwinism,             darwinism"
  })
  void areLeftOut(String name, String rest) {
    assertThat(PlatformName.without(name)).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-x86_64", "a-x86-64", "aarch64", "AMD64", "arm64", "i686", "s390x"})
  void areMachines(String name) {
    assertThat(PlatformName.hasMachine(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "linux", "osx"})
  void areNoMachines(String name) {
    assertThat(PlatformName.hasMachine(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"osx", "a-macos-b", "os-x", "darwin-arm64", "win32", "windows"})
  void areOtherSystems(String name) {
    assertThat(PlatformName.hasOtherSystem(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux-x86_64", "machine", "winner", "orders"})
  void areNoOtherSystems(String name) {
    assertThat(PlatformName.hasOtherSystem(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "osx-aarch_64,     aarch64, linux-aarch_64",
    "osx-arm64,        aarch64, linux-arm64",
    "windows-x86_64,   aarch64, linux-aarch64",
    "darwin-amd64,     x86_64,  linux-amd64",
    "osx-x64,          x86_64,  linux-x64",
    "osx-aarch64,      x86_64,  linux-x86_64",
    "windows-x86,      x86_64,  linux-x86_64",
    "linux-x86_64,     x86_64,  linux-x86_64"
  })
  void becomeThoseOfLinuxOnAMachine(String name, String machine, String other) {
    assertThat(PlatformName.forLinux(name, machine)).isEqualTo(other);
  }

  /** As os-maven-plugin writes it. */
  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, aarch64, linux-aarch_64",
    "linux-amd64,  aarch64, linux-aarch64",
    "osx-aarch_64, x86_64,  linux-x86_64",
    "osx-x86_64,   x86_64,  linux-x86_64"
  })
  void areWrittenAsTheClassifierIs(String classifier, String machine, String other) {
    assertThat(PlatformName.classifierForLinux(classifier, machine)).isEqualTo(other);
  }
}
