package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentCheckTest {

  @TempDir Path directory;
  private Compiled function;

  @BeforeEach
  void compile() throws Exception {
    function = new Compiled(directory).classes("public class Hello {}");
    function.extraFile(file("opentelemetry-javaagent.jar"), "/opt/otel");
    function.extraFile(file("wrapper"), "/opt");
    function.resource("jvm.options", "-Xss1m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JAVA_TOOL_OPTIONS       | -javaagent:/opt/otel/opentelemetry-javaagent.jar
          JAVA_TOOL_OPTIONS       | -Xmx512m "-javaagent:/opt/otel/opentelemetry-javaagent.jar=a=b c"
          JAVA_TOOL_OPTIONS       | -agentpath:/usr/lib/libjdwp.so=server=y
          JAVA_TOOL_OPTIONS       | -Xbootclasspath/a:/opt/otel:/opt/otel/opentelemetry-javaagent.jar
          JAVA_TOOL_OPTIONS       | -XX:SharedArchiveFile=/usr/lib/classes.jsa -XX:TieredStopAtLevel=1
          JAVA_TOOL_OPTIONS       | -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=/opt/made.jsa
          JAVA_TOOL_OPTIONS       | -javaagent:/tmp/made-at-init.jar
          JAVA_TOOL_OPTIONS       | -javaagent:/mnt/apm/agent.jar
          JAVA_TOOL_OPTIONS       | -XX:SharedArchiveFile=/mnt/cache/app.jsa
          JAVA_TOOL_OPTIONS       | -javaagent:../../opt/otel/opentelemetry-javaagent.jar
          JAVA_TOOL_OPTIONS       | -Xbootclasspath/a:/opt/otel/../otel
          JAVA_TOOL_OPTIONS       | @is-no-file-here
          JDK_JAVA_OPTIONS        | @jvm.options
          JDK_JAVA_OPTIONS        | @/var/task/jvm.options -Da=@b @@c
          AWS_LAMBDA_EXEC_WRAPPER | /opt/wrapper
          AWS_LAMBDA_EXEC_WRAPPER | /usr/lib/../lib/wrapper-of-base
          LD_PRELOAD              | libjemalloc.so.2 /usr/lib/libjdwp.so
          LD_PRELOAD              | ''
          OTHER                   | -javaagent:/opt/nothing.jar
          """)
  void letsPassWhatIsThere(String variable, String value) throws Exception {
    assertThat(image().environment(variable, value).problems(Check.ENVIRONMENT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JAVA_TOOL_OPTIONS       | -javaagent:/opt/agent.jar                | /opt/agent.jar   | (-javaagent)
          JDK_JAVA_OPTIONS        | -Dx=1 -agentpath:/opt/lib.so=a           | /opt/lib.so      | (-agentpath)
          _JAVA_OPTIONS           | '-javaagent:"/opt/a b.jar"'              | /opt/a b.jar     | (-javaagent)
          JAVA_TOOL_OPTIONS       | -Xbootclasspath/a:/opt/otel:/opt/x.jar   | /opt/x.jar       | (-Xbootclasspath/a)
          JAVA_TOOL_OPTIONS       | -XX:AOTCache=app.aot                     | app.aot          | (-XX:AOTCache)
          JAVA_TOOL_OPTIONS       | -XX:SharedArchiveFile=/opt/app.jsa       | /opt/app.jsa     | (-XX:SharedArchiveFile)
          JDK_JAVA_OPTIONS        | @/opt/jvm.options                        | /opt/jvm.options | (@)
          AWS_LAMBDA_EXEC_WRAPPER | /opt/wrap                                | /opt/wrap        | which is neither
          LD_PRELOAD              | /usr/lib/libjdwp.so:/opt/libjemalloc.so  | /opt/libjemalloc.so | which is neither
          """)
  void findsWhatIsNotThere(String variable, String value, String path, String option)
      throws Exception {
    assertThat(image().environment(variable, value).problems(Check.ENVIRONMENT))
        .singleElement()
        .asString()
        .startsWith("<environment>: '" + variable + "' names '" + path + "'")
        .contains(option)
        .contains("neither among the function's files nor in the base 'example.com/jre:21'");
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/opentelemetry-javaagent.jar,       /opt/otel/opentelemetry-javaagent.jar",
    "/opt/otel/opentelemetry-java-agent.jar, /opt/otel/opentelemetry-javaagent.jar",
    "/opt/otel/otel.jar,                     ",
  })
  void proposesTheNearest(String path, @Nullable String nearest) throws Exception {
    assertThat(
            image()
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + path)
                .problems(Check.ENVIRONMENT))
        .containsExactly(
            "<environment>: 'JAVA_TOOL_OPTIONS' names '"
                + path
                + "' (-javaagent), which is neither among the function's files nor in the base 'example.com/jre:21'; the JVM does not start without it."
                + (nearest == null ? "" : " Did you mean '" + nearest + "'?")
                + " Bring it with <extraFiles>, or correct the path.");
  }

  /** Whether or not the links of a base decide where files are. */
  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS,       -javaagent:../../opt/otel/opentelemetry-javaagent.jar",
    "JAVA_TOOL_OPTIONS,       -javaagent:/opt//./otel/opentelemetry-javaagent.jar",
    "JAVA_TOOL_OPTIONS,       -Xbootclasspath/a:/opt/x/../otel",
    "JAVA_TOOL_OPTIONS,       -javaagent:lib/agent-1.0.jar",
    "AWS_LAMBDA_EXEC_WRAPPER, /var/task/bin/../../../opt/wrapper"
  })
  void goesTheWayOfLinux(String variable, String value) throws Exception {
    function.library(StubJar.of(directory, "agent").dependency());
    CheckedImage image =
        new CheckedImage(directory, function.layers())
            .baseFiles(BaseFiles.of(List.of()))
            .environment(variable, value);

    assertThat(image.problems(Check.ENVIRONMENT)).isEmpty();
  }

  /** Its launcher knows no such variable. */
  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/lambda/java:8.al2023, 0",
    "public.ecr.aws/lambda/java:11,       1",
  })
  void asksJava8ForNothingInTheVariableOfLaterOnes(String from, int problems) throws Exception {
    CheckedImage image =
        new CheckedImage(directory, function.layers())
            .base(from, CheckedImage.AWS)
            .baseFiles(BaseFiles.of(List.of()));

    assertThat(image.environment("JDK_JAVA_OPTIONS", "@/opt/none").problems(Check.ENVIRONMENT))
        .hasSize(problems);
    assertThat(
            image
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:/opt/none.jar")
                .problems(Check.ENVIRONMENT))
        .hasSize(problems + 1);
  }

  @Test
  void saysThatTheBaseWasNotLookedAt() throws Exception {
    CheckedImage image =
        new CheckedImage(directory, function.layers())
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:/usr/share/agent.jar");

    assertThat(image.problems(Check.ENVIRONMENT)).isEmpty();
    assertThat(image.notes(Check.ENVIRONMENT))
        .containsExactly("The files of the base were not looked at: Maven is offline.");
  }

  @ParameterizedTest
  @CsvSource({
    "PATH,            /opt/bin,           /usr/bin /bin, them",
    "PATH,            /opt/bin:/usr/bin/, /bin,          it",
    "LD_LIBRARY_PATH, /opt/lib,           /usr/lib,      it",
  })
  void warnsOfPathsThatLoseTheBases(String variable, String value, String lost, String them)
      throws Exception {
    assertThat(image().environment(variable, value).warnings(Check.ENVIRONMENT))
        .containsExactly(
            "<environment>: '%s' loses %s of the base 'example.com/jre:21'. Write ':$%s' behind the value to keep %s."
                .formatted(variable, "'" + lost.replace(" ", "', '") + "'", variable, them));
  }

  @ParameterizedTest
  @CsvSource({
    "PATH,            /opt/bin:/usr/bin:/bin",
    "PATH,            /bin:/usr/bin/",
    "LD_LIBRARY_PATH, /usr/lib:/opt/lib",
    "CLASSPATH,       /opt",
  })
  void letsPassPathsThatKeepTheBases(String variable, String value) throws Exception {
    assertThat(image().environment(variable, value).warnings(Check.ENVIRONMENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_REGION", "_HANDLER", "LAMBDA_TASK_ROOT", "AWS_LAMBDA_FUNCTION_NAME"})
  void notesWhatLambdaSetsItself(String variable) throws Exception {
    CheckedImage image = image().environment(variable, "x");

    assertThat(image.problems(Check.ENVIRONMENT)).isEmpty();
    assertThat(image.notes(Check.ENVIRONMENT))
        .singleElement()
        .asString()
        .startsWith("<environment>: Lambda sets '" + variable + "' itself");
  }

  @Test
  void letsPassOtherVariables() throws Exception {
    assertThat(image().environment("STAGE", "prod").notes(Check.ENVIRONMENT)).isEmpty();
  }

  private CheckedImage image() throws Exception {
    return new CheckedImage(directory, function.layers())
        .base(
            "example.com/jre:21",
            "{\"config\": {\"WorkingDir\": \"/var/task\", \"Env\": [\"PATH=/usr/bin:/bin\", \"LD_LIBRARY_PATH=/usr/lib\"]}}")
        .baseFiles(
            BaseFiles.of(
                List.of(
                    new LayerListing(
                        List.of(
                            new Entry(Kind.FILE, "/usr/lib/libjdwp.so", ""),
                            new Entry(Kind.FILE, "/usr/lib/classes.jsa", ""),
                            new Entry(Kind.FILE, "/usr/lib/wrapper-of-base", ""))))));
  }

  private Path file(String name) throws Exception {
    return Files.writeString(directory.resolve(name), "a file");
  }
}
