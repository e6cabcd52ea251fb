package io.github.lambdaimage.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryNameTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "com/example/A.class,  com/example/A.class",
        "./com/example/A.class, com/example/A.class",
        "com//example/./a,     com/example/a",
        "a..b/...,             a..b/...",
        "a:b,                  a:b",
        "C:,                   C:",
        "'',                   -",
        ".,                    -",
        "/etc/passwd,          -",
        "../a,                 -",
        "a/../../b,            -",
        "a/../b,               -",
        "..,                   -",
        "lib\\a.jar,           -",
        "C:/a,                 -"
      })
  void isAPlaceBelowTheRootOrNone(String name, @Nullable String expected) {
    assertThat(EntryName.normalized(name)).isEqualTo(expected);
  }

  @Test
  void isNoneWhereItEndsEarly() {
    assertThat(EntryName.normalized("a\0b")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "lib/libx.so, libx.so.1,    lib/libx.so.1",
        "libx.so,     libx.so.1,    libx.so.1",
        "a/b/link,    ../c/./file,  a/c/file",
        "a/link,      ../../file,   -",
        "link,        ../file,      -",
        "link,        /etc/passwd,  -",
        "link,        '',           -"
      })
  void leadsOnWithinTheArchiveAlone(String link, String target, @Nullable String expected) {
    assertThat(EntryName.linked(link, target)).isEqualTo(expected);
  }
}
