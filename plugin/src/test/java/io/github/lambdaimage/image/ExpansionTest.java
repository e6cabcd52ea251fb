package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpansionTest {

  private static final Map<String, String> BASE =
      Map.of(
          "PATH", "/usr/bin:/bin",
          "LD_LIBRARY_PATH", "/lib64:/opt/lib",
          "EMPTY", "",
          "A_1", "one",
          "AZaz09_", "all",
          "DOLLAR", "$PATH \\$PATH");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/opt/native/lib:$LD_LIBRARY_PATH | /opt/native/lib:/lib64:/opt/lib",
        "${PATH}:/opt/bin                 | /usr/bin:/bin:/opt/bin",
        "$PATH$A_1${A_1}_                 | /usr/bin:/binoneone_",
        "$A_1-x                           | one-x",
        "$AZaz09_                         | all",
        "$AZaz09_[@`{/:                   | all[@`{/:",
        "'<$EMPTY>'                       | <>",
        // Once: what the base has is not looked through again.
        "$DOLLAR                          | $PATH \\$PATH",
        // Defaults and alternatives.
        "${NONE:-default}                 | default",
        "${EMPTY:-default}                | default",
        "'<${EMPTY-default}>'             | <>",
        "${A_1:-default}                  | one",
        "${NONE:-$A_1/${PATH}}            | one//usr/bin:/bin",
        "${NONE:-${EMPTY:-x}y}z           | xyz",
        "'<${NONE:-}>'                    | <>",
        "'<${NONE:+other}>'               | <>",
        "'<${EMPTY:+other}>'              | <>",
        "${EMPTY+other}                   | other",
        "${A_1:+${A_1}:}x                 | one:x",
        "${NONE:-a\\}b}                   | a}b",
        "${NONE:-{}}                      | {}",
        // What is not taken need not exist.
        "${A_1:-$NONE}                    | one",
        "'<${NONE:+${NONE2}}>'            | <>",
        // Text.
        "\\$PATH                          | $PATH",
        "\\${PATH}                        | ${PATH}",
        "\\\\$A_1                         | \\one",
        "\\\\\\$A_1                       | \\$A_1",
        "5$                               | 5$",
        "$1 $$ $(x) ^a$|                  ",
        "C:\\dir\\d+ \\\\host              | C:\\dir\\d+ \\\\host",
        "C:\\dir $A_1                     | C:\\dir one",
        "nothing                          | nothing"
      })
  void isThatOfDockersEnv(String text, String expanded) throws Exception {
    assertThat(Expansion.expand("X", text, BASE)).isEqualTo(expanded == null ? text : expanded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$NONE",
        "x:${NONE}/y",
        "${A_1:+$NONE}",
        "${EMPTY:-$NONE}",
        "$PATH:$NONE",
        // Whatever was or was not taken before.
        "${A_1:-$OTHER}$NONE",
        "${NONE:-x}$NONE"
      })
  void refusesWhatTheBaseHasNot(String text) {
    assertThatThrownBy(() -> Expansion.expand("X_PATH", text, BASE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<environment>: the value of 'X_PATH' refers to '$NONE', and the base image sets no variable of that name; what Lambda sets, and <environment> itself, is not known yet when the image is made. Write the value itself, '${NONE:-}' for nothing where the base has none, or '\\$NONE' for this very text.");
  }

  @Test
  void isDoneForASingleValueOnABase() throws Exception {
    assertThat(OnBase.value("X", "a-${NONE:-b}", base())).isEqualTo("a-b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LAMBDA_TASK_ROOT", "JAVA_HOME", "STAGE"})
  void namesWhatIsKnownToBeAVariable(String name) {
    assertThatThrownBy(
            () -> Expansion.of(new TreeMap<>(Map.of("STAGE", "prod", "X", "a-$" + name)), base()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<environment>: the value of 'X' refers to '$" + name + "', and the base image");
  }

  @ParameterizedTest
  @CsvSource({
    "a${project.dir}b,  ${project.dir}",
    "${},               ${}",
    "${1},              ${1}",
    "x${PATH,           ${PATH",
    "${PATH:?error},    ${PATH:?error}",
    "${PATH:-x,         ${PATH:-x",
    "${PATH%:*},        ${PATH%:*}",
    "${ PATH},          ${ PATH}"
  })
  void refusesWhatNobodyCanRead(String text, String form) {
    assertThatThrownBy(() -> Expansion.expand("LD_LIBRARY_PATH", text, BASE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<environment>: the value of 'LD_LIBRARY_PATH' has '%s', which is not a variable of the base image: that is written '${NAME}', '${NAME:-default}' or '${NAME:+other}'. If it is to be a property of Maven, set it; write '\\%s' for this very text.",
            form, form);
  }

  /** Nobody's password is like that. */
  @ParameterizedTest
  @ValueSource(strings = {"${db.url}", "${db.pass-word}"})
  void namesWhatIsMeantForAPropertyOfMaven(String property) {
    assertThatThrownBy(() -> Expansion.expand("DB_PASSWORD", "a" + property, BASE))
        .hasMessageStartingWith(
            "<environment>: the value of 'DB_PASSWORD' has '" + property + "', which is no");
  }

  /** Whatever the variable is called, and wherever in its value the password is. */
  @ParameterizedTest
  @CsvSource({
    "DB_PASSWORD,       pa$Sw0rd",
    "apiToken,          x${Sw0rd:?}",
    "SECRET,            ${Sw0rd",
    "DATABASE_URL,      postgres://app:s3cr$Sw0rd@db/x",
    "DATABASE_URL,      pa${Sw0rd@db/w0rd",
    "MONGO_URI,         mongodb://app:${PATH:w0rd@db}/x",
    "X,                 $Sw0rd",
    "X,                 a${x.1w0rd}",
    "JAVA_TOOL_OPTIONS, -Dpassword=$w0rd"
  })
  void showsNothingOfWhatMayBeASecret(String name, String text) {
    assertThatThrownBy(() -> Expansion.expand(name, text, BASE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("the value of '" + name + "'")
        .hasMessageContaining("may be part of a password")
        .hasMessageNotContaining("w0rd")
        .hasMessageNotContaining("@")
        .hasMessageNotContaining("s3cr");
  }

  @Test
  void saysWhereWhatItDoesNotShowIs() {
    assertThatThrownBy(() -> Expansion.expand("X", "abc$Sw0rd!", BASE))
        .hasMessage(
            "<environment>: the value of 'X' refers to '$…' up to its character 9 (not shown here: it may be part of a password), and the base image sets no variable of that name; what Lambda sets, and <environment> itself, is not known yet when the image is made. Write the value itself, '${…:-}' for nothing where the base has none, or '\\$…' for this very text.");
    assertThatThrownBy(() -> Expansion.expand("X", "abc${PATH:?Sw0rd}", BASE))
        .hasMessageStartingWith(
            "<environment>: the value of 'X' has '${PATH…' at its character 4 (not shown here: it may be part of a password), which is not a variable of the base image: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.Orders$App",
        "com.example.Orders$App$1",
        "$PATH",
        "a\\$PATH",
        "a\\\\${PATH}\\",
        "C:\\dir",
        "$$"
      })
  void leavesWhatIsLiteral(String text) throws Exception {
    assertThat(Expansion.expand("NAME", Expansion.literal(text), BASE)).isEqualTo(text);
  }

  private static BaseImage base() throws LambdaImageException {
    Digest digest = Digest.of("base".getBytes(UTF_8));
    return new BaseImage(
        ImageName.parse("example.com/jre:21").at(digest),
        List.of(),
        JsonObject.parse("{\"config\":{}}".getBytes(UTF_8), "config"));
  }
}
