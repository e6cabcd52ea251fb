package io.github.lambdaimage.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolVersionsTest {

  @Test
  void areTheHighestOfEachLibrary() {
    assertThat(
            SymbolVersions.of(
                List.of("GLIBC_2.9", "GLIBC_2.34", "GLIBC_2.2.5", "GLIBCXX_3.4.9", "GLIBCXX_3.4")))
        .hasToString("GLIBC_2.34 GLIBCXX_3.4.9");
    assertThat(SymbolVersions.of(List.of("GLIBC_ABI_DT_RELR", "GLIBC_2.17")))
        .hasToString("GLIBC_2.17 GLIBC_ABI_DT_RELR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GLIBC_PRIVATE",
        "GLIBC_ABI_GNU_TLS",
        "CXXABI_TM_1",
        "GLIBCXX_LDBL_3.4",
        "GLIBC_",
        "GLIBC_2.",
        "GLIBC_2.99999",
        "GLIBC_1.2.3.4.5",
        "GLIBC_2.³",
        "OPENSSL_3.0.0",
        "libc.so.6",
        ""
      })
  void leaveOutOtherNames(String name) {
    assertThat(SymbolVersions.of(List.of(name))).isEqualTo(SymbolVersions.NONE);
  }

  @Test
  void comeBackFromTheirText() {
    SymbolVersions versions = SymbolVersions.parse("CXXABI_1.3.13 GLIBC_2.36 GLIBCXX_3.4.30");

    assertThat(SymbolVersions.parse(versions.toString())).isEqualTo(versions);
    assertThat(SymbolVersions.parse("")).isEqualTo(SymbolVersions.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "GLIBC_2.34,                GLIBC_2.26,                 GLIBC_2.34",
    "GLIBC_2.26,                GLIBC_2.26,                 ''",
    "GLIBC_2.2.5,               GLIBC_2.17,                 ''",
    "GLIBC_2.4,                 GLIBC_2.34,                 ''",
    "GLIBCXX_3.4.30 GLIBC_2.17, GLIBC_2.26 GLIBCXX_3.4.24,  GLIBCXX_3.4.30",
    "GLIBCXX_3.4.30,            GLIBC_2.26,                 ''",
    "'',                        GLIBC_2.26,                 ''",
    // What it means is told by no number: glibc 2.36 has it, and what others have added to 2.34.
    "GLIBC_ABI_DT_RELR,         GLIBC_2.26,                   GLIBC_ABI_DT_RELR",
    "GLIBC_ABI_DT_RELR,         GLIBC_2.35 GLIBCXX_3.4.30,    GLIBC_ABI_DT_RELR",
    "GLIBC_ABI_DT_RELR,         GLIBC_2.36,                   ''",
    "GLIBC_ABI_DT_RELR,         GLIBC_2.34 GLIBC_ABI_DT_RELR, ''",
    "GLIBC_ABI_DT_RELR,         '',                           ''",
    "GLIBC_2.35 GLIBC_ABI_DT_RELR, GLIBC_2.34 GLIBC_ABI_DT_RELR, GLIBC_2.35"
  })
  void areMissingWhereTheBaseHasLowerOnes(String needed, String base, String missing) {
    assertThat(
            SymbolVersions.parse(needed)
                .missingFrom(SymbolVersions.parse(base))
                .map(String::valueOf)
                .orElse(""))
        .isEqualTo(missing);
  }
}
