package io.github.lambdaimage.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {

  @TempDir Path directory;

  @Test
  void variablesAreReadAsDotenvReadsThem() throws Exception {
    assertThat(
            read(
                "\uFEFF# comment\n\n  \t\r\nA=1\n  B = two words  # comment\nC=a#b\nexport D='$A \\n # \"x\"' # comment\n"
                    + "E=\"a\\nb \\\"q\\\" \\$A \\x\"\r\nF=\nG=\"\"\nH==x=\nI= # nothing\nexport\tJ=j\r\nexported=k\nA=2\nZ=ä"))
        .containsOnly(
            entry("A", "2"),
            entry("B", "two words"),
            entry("C", "a#b"),
            entry("D", "$A \\n # \"x\""),
            entry("E", "a\nb \"q\" $A \\x"),
            entry("F", ""),
            entry("G", ""),
            entry("H", "=x="),
            entry("I", ""),
            entry("J", "j"),
            entry("exported", "k"),
            entry("Z", "ä"));
  }

  @Test
  void aKeyHasManyLines() throws Exception {
    assertThat(read("KEY=\"-----BEGIN-----\r\nabc\n-----END-----\"\nNEXT='a\nb'\n"))
        .containsOnly(entry("KEY", "-----BEGIN-----\nabc\n-----END-----"), entry("NEXT", "a\nb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A=1NLhunter2             | Line 2 of '.env' has no '='.",
        "A=1NLNL hunter2 x=1      | Line 3 of '.env' has no name of letters, digits and '_' before the '='.",
        "=hunter2                 | Line 1 of '.env' has no name of letters",
        "1A=hunter2               | Line 1 of '.env' has no name of letters",
        "# xNLA=\"hunter2NLB=1NL   | Line 2 of '.env' opens a quote that nothing closes.",
        "A='hunter2' x            | Line 1 of '.env' goes on behind the closing quote.",
        "A=\"1NL2\"NLB='hunter2'x  | Line 3 of '.env' goes on behind the closing quote.",
        "A=hunter2NUL             | Line 1 of '.env' has a character in its value that no variable can have.",
      })
  void aMalformedLineIsNamedByItsNumberAlone(String content, String message) {
    assertThatThrownBy(() -> read(content.replace("NL", "\n").replace("NUL", "\0")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith(
            "Write 'NAME=value', with quotes around a value that has '#' or more than one line.")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theUsualFileMayBeMissingAndANamedOneMayNot() throws Exception {
    assertThat(EnvFile.find(directory, null)).isEmpty();
    assertThatThrownBy(() -> EnvFile.find(directory, "test.env"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<envFile> 'test.env' is not a file. Name one, or leave it out: '.env' beside the POM is taken if it is there.");

    Files.writeString(directory.resolve("test.env"), "A=1");
    assertThat(EnvFile.find(directory, "test.env").orElseThrow().variables()).containsOnlyKeys("A");
    assertThat(EnvFile.find(directory, null)).isEmpty();
  }

  @Test
  void otherEncodingsAreRefused() throws Exception {
    Files.write(directory.resolve(".env"), "A=ä".getBytes(ISO_8859_1));

    assertThatThrownBy(() -> EnvFile.find(directory, null))
        .hasMessage("'.env' is not text in UTF-8. Save it as such.");
  }

  @Test
  void peopleAreToldTheNamesAndNoValue() throws Exception {
    Files.writeString(directory.resolve(".env"), "B=hunter2\nA=hunter2");
    assertThat(EnvFile.find(directory, null).orElseThrow())
        .hasToString("Variables of '.env', for the function here and not for the image: A, B");

    Files.writeString(directory.resolve(".env"), "# none");
    assertThat(EnvFile.find(directory, null).orElseThrow()).hasToString("'.env' sets no variables");
  }

  private Map<String, String> read(String content) throws Exception {
    Files.writeString(directory.resolve(".env"), content);
    return EnvFile.find(directory, null).orElseThrow().variables();
  }
}
