package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Linux reads in the first line of a script. */
class ScriptStartTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "#!/bin/sh,                      /bin/sh,      ''",
    "#! /bin/sh -e,                  /bin/sh,      -e",
    "#!/bin/sh -e  -x,               /bin/sh,      -e  -x",
    "#!/usr/bin/env python3,         /usr/bin/env, python3"
  })
  void isAnInterpreterAndAllTheRestAsOneWord(String line, String interpreter, String argument)
      throws Exception {
    ScriptStart script = script(line + "\nexit 1\n");

    assertThat(script.interpreter()).contains(interpreter);
    assertThat(script.argument()).isEqualTo(argument);
    assertThat(script.isOfWindows()).isFalse();
  }

  @Test
  void mayBeWithoutALineEnd() throws Exception {
    assertThat(script("#!/bin/sh").interpreter()).contains("/bin/sh");
  }

  @Test
  void mayHaveATabBetween() throws Exception {
    ScriptStart script = script("#!/bin/sh\t-e\n");

    assertThat(script.interpreter()).contains("/bin/sh");
    assertThat(script.argument()).isEqualTo("-e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u007FELF", "echo 1\n#!/bin/sh\n", "#!\n", "#!  \n/bin/sh\n"})
  void namesNothingWhereThereIsNone(String content) throws Exception {
    ScriptStart script = script(content);

    assertThat(script.interpreter()).isEmpty();
    assertThat(script.isOfWindows()).isFalse();
  }

  @Test
  void isOfWindowsWithItsLineEnd() throws Exception {
    ScriptStart script = script("#!/bin/sh\r\nexit 1\r\n");

    assertThat(script.isOfWindows()).isTrue();
    assertThat(script.oddity()).isEqualTo("CRLF");
  }

  @Test
  void isOfWindowsWithAByteOrderMark() throws Exception {
    ScriptStart script = script("\u00EF\u00BB\u00BF#!/bin/sh\n");

    assertThat(script.isOfWindows()).isTrue();
    assertThat(script.oddity()).isEqualTo("a byte order mark");
    assertThat(script.interpreter()).contains("/bin/sh");
  }

  @ParameterizedTest
  @CsvSource({
    "python3,                       python3",
    "bash -e,                       bash -e",
    "-S bash -e,                    bash",
    "-Sbash -e,                     bash",
    "-vS bash,                      bash",
    "--split-string=bash -e,        bash",
    "-S -i A=1 bash -e,             bash",
    "-S -u HOME bash,               bash",
    "-S --unset HOME --chdir / sh,  sh",
    "-S -C / node,                  node"
  })
  void letsEnvStart(String argument, String program) throws Exception {
    assertThat(script("#!/usr/bin/env " + argument + "\n").startedByEnv()).contains(program);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-S", "-S -u HOME", "-S ${SHELL}", "-S 'bash'", "-S A=1"})
  void leavesOpenWhatEnvStarts(String argument) throws Exception {
    assertThat(script("#!/usr/bin/env " + argument + "\n").startedByEnv()).isEmpty();
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatThrownBy(() -> ScriptStart.of(directory.resolve("nothing")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("'" + directory.resolve("nothing") + "' cannot be read: ");
  }

  private ScriptStart script(String content) throws Exception {
    return ScriptStart.of(Files.writeString(directory.resolve("script"), content, ISO_8859_1));
  }
}
