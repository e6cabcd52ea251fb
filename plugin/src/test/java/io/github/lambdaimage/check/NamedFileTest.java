package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files the variables of a function name. */
class NamedFileTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-javaagent:/opt/a.jar              | -javaagent            | /opt/a.jar",
        "-javaagent:/opt/a.jar=x=y          | -javaagent            | /opt/a.jar",
        "-agentpath:/opt/a.so=x             | -agentpath            | /opt/a.so",
        "-Xbootclasspath/a:/opt/a.jar       | -Xbootclasspath/a     | /opt/a.jar",
        "-XX:AOTCache=/opt/a.aot            | -XX:AOTCache          | /opt/a.aot",
        "-XX:SharedArchiveFile=/opt/a.jsa   | -XX:SharedArchiveFile | /opt/a.jsa",
        "-Xmx1g -javaagent:a.jar -Xss1m     | -javaagent            | a.jar",
        "'-javaagent:/opt/a b.jar'          | -javaagent            | /opt/a b.jar",
        "-javaagent:\"/opt/a b.jar\"        | -javaagent            | /opt/a b.jar",
        "-javaagent:\"/opt/it's.jar\"       | -javaagent            | /opt/it's.jar"
      },
      quoteCharacter = '`')
  void areThoseOfTheJvmsOptions(String value, String option, String path) {
    assertThat(NamedFile.in(Map.of("JAVA_TOOL_OPTIONS", value)))
        .extracting(NamedFile::variable, NamedFile::option, NamedFile::path)
        .containsExactly(tuple("JAVA_TOOL_OPTIONS", option, path));
  }

  @Test
  void areSeveralBetweenColons() {
    assertThat(NamedFile.in(Map.of("_JAVA_OPTIONS", "-Xbootclasspath/a:/a.jar::/b.jar")))
        .extracting(NamedFile::path)
        .containsExactly("/a.jar", "/b.jar");
    assertThat(NamedFile.in(Map.of("_JAVA_OPTIONS", "-XX:SharedArchiveFile=/a.jsa:/b.jsa")))
        .extracting(NamedFile::path)
        .containsExactly("/a.jsa", "/b.jsa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "-Xmx1g",
        "-javaagent:",
        "-XX:AOTCache=",
        "-XX:AOTCache=/tmp/%p.aot",
        "-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=/opt/a.jsa",
        "@/opt/options"
      })
  void areNoneOfOtherOptions(String value) {
    assertThat(NamedFile.in(Map.of("JAVA_TOOL_OPTIONS", value))).isEmpty();
  }

  /** Two of them stand for one in the text. */
  @Test
  void areArgumentFilesOfTheLauncher() {
    assertThat(NamedFile.in(Map.of("JDK_JAVA_OPTIONS", "@/opt/options @@text")))
        .containsExactly(
            new NamedFile(
                "JDK_JAVA_OPTIONS", "@", "/opt/options", "the JVM does not start without it"));
  }

  @Test
  void areTheWrapperOfLambda() {
    assertThat(NamedFile.in(Map.of("AWS_LAMBDA_EXEC_WRAPPER", " /opt/wrapper ")))
        .containsExactly(
            new NamedFile(
                "AWS_LAMBDA_EXEC_WRAPPER",
                "",
                "/opt/wrapper",
                "Lambda starts it in place of the runtime"));
    assertThat(NamedFile.in(Map.of("AWS_LAMBDA_EXEC_WRAPPER", " "))).isEmpty();
  }

  /** A bare name is looked for in many places. */
  @Test
  void areLibrariesThatAreLoadedFirst() {
    assertThat(NamedFile.in(Map.of("LD_PRELOAD", "/opt/a.so libb.so:/opt/c.so")))
        .extracting(NamedFile::variable, NamedFile::path)
        .containsExactly(tuple("LD_PRELOAD", "/opt/a.so"), tuple("LD_PRELOAD", "/opt/c.so"));
  }

  @ParameterizedTest
  @CsvSource({
    "-javaagent:/a.jar,           the JVM does not start without it",
    "-Xbootclasspath/a:/a.jar,    the JVM goes on without its classes",
    "-XX:AOTCache=/a.aot,         the JVM starts slower without it",
    "-XX:SharedArchiveFile=/a,    the JVM starts slower without it"
  })
  void areMissedInDifferentWays(String option, String otherwise) {
    assertThat(NamedFile.in(Map.of("JAVA_TOOL_OPTIONS", option)))
        .extracting(NamedFile::otherwise)
        .containsExactly(otherwise);
  }
}
