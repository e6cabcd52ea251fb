package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a function may need a class that Spring starts with, by names alone. */
class StartClassQuestionTest {

  private static final String SPRING =
      "org.springframework.cloud.function.adapter.aws.FunctionInvoker";
  private static final String MICRONAUT =
      "io.micronaut.function.aws.proxy.alb.ApplicationLoadBalancerFunction";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    SPRING + ",                  lib/a.jar,                                           true",
    SPRING + "::handleRequest,   lib/a.jar,                                           true",
    MICRONAUT + ",               lib/spring-cloud-function-adapter-aws-4.jar,         false",
    "com.example.Hello,          lib/spring-cloud-function-adapter-aws-4.jar,         true",
    "com.example.Hello,          lib/aws-serverless-java-container-springboot3-2.jar, true",
    "com.example.Hello,          lib/micronaut-function-aws-api-proxy-4.jar,          false",
    "com.example.Hello,          lib/quarkus-amazon-lambda-3.jar,                     false",
    "com.example.Hello,          spring-cloud-function-adapter-aws.txt,               false",
    "com.example.Hello,          lib/a.jar,                                           false"
  })
  void dependsOnHandlerAndJars(String handler, String file, boolean isAsked) {
    assertThat(StartClass.mayBeAsked(layers(file), new Handler(handler), Map.of()))
        .isEqualTo(isAsked);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIN_CLASS,        com.example.App,              false",
    "JAVA_TOOL_OPTIONS, -DMAIN_CLASS=com.example.App, false",
    "JDK_JAVA_OPTIONS,  -DMAIN_CLASS=com.example.App, false",
    "_JAVA_OPTIONS,     -DMAIN_CLASS=com.example.App, false",
    "JAVA_TOOL_OPTIONS, -Dother=MAIN_CLASS,           true",
    "OTHER,             -DMAIN_CLASS=com.example.App, true"
  })
  void isAnsweredByAVariable(String variable, String value, boolean isAsked) {
    assertThat(
            StartClass.mayBeAsked(
                layers("lib/a.jar"), new Handler(SPRING), Map.of(variable, value)))
        .isEqualTo(isAsked);
  }

  /** The files are not even looked at. */
  @Test
  void isNotRememberedIfNobodyAsks() throws Exception {
    StartClassMemory memory = new StartClassMemory(CacheDirectory.in(directory), Clock.systemUTC());

    assertThat(memory.of(layers("lib/a.jar"), new Handler(MICRONAUT), Map.of(), null))
        .isEqualTo(new StartClass(false, List.of()));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void hasAnAnswerIfThereIsOneCandidate() {
    assertThat(new StartClass(true, List.of("a.App")).name()).isEqualTo("a.App");
    assertThat(new StartClass(true, List.of("a.App")).problem()).isEmpty();
    assertThat(new StartClass(true, List.of("a.App")).warning()).isEmpty();
    assertThat(new StartClass(true, List.of("a.App", "b.App")).name()).isNull();
    assertThat(new StartClass(true, List.of("a.App", "b.App")).problem()).isPresent();
  }

  @Test
  void isWarnedOfIfThereIsNone() {
    assertThat(new StartClass(true, List.of()).warning()).isPresent();
    assertThat(new StartClass(false, List.of()).warning()).isEmpty();
  }

  private static List<FunctionLayer> layers(String file) {
    return List.of(
        FunctionLayer.of(
            "dependencies", List.of(FunctionFile.readable(Path.of("file"), "/var/task/" + file))));
  }
}
