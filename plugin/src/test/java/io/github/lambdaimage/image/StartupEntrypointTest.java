package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts the program with the cache, and where nothing could. */
class StartupEntrypointTest {

  @TempDir Path temporary;
  private ScriptedCaches caches;
  private TestFunction function;

  @BeforeEach
  void begin() throws Exception {
    caches = new ScriptedCaches(temporary);
    function = TestFunction.in(temporary);
  }

  @Test
  void theClientThatTheImageStartsItselfIsStartedByTheProgram() throws Exception {
    FunctionImage own = startingTheClient(function.image(), function.image().environment());

    assertThat(entrypoint(build(own.with(caches))))
        .containsExactly("/opt/start", "/bin/java", LambdaJava.RUNTIME_CLIENT);
  }

  /** The base's shell is between the runtime and the JVM then; here it is not Bash. */
  @Test
  void variablesThatAShellDropsAreNotLostInSilence() throws Exception {
    SortedMap<String, String> variables = new TreeMap<>(function.image().environment());
    variables.put("spring.profiles.active", "prod");
    FunctionImage own = startingTheClient(function.image(), variables);

    assertThatThrownBy(() -> build(own.with(caches)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<startupCache>: the variables 'spring.profiles.active' would be lost");
    caches.mayLack = true;
    assertThat(build(own.with(caches)).layout().summary().startup()).isNull();
  }

  @Test
  void anEntrypointThatCallsNoHandlerHasNone() throws Exception {
    FunctionImage own = started(function.image(), "/bin/sh", "-c", "server");

    assertThatThrownBy(() -> build(own.with(caches)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<startupCache> is for functions that AWS's runtime interface client calls, and <entrypoint> '/bin/sh -c server' starts something else. Remove one of them.");
  }

  @Test
  void theEntrypointOfAwsStaysAsItIs() throws Exception {
    FunctionImage own = started(function.image(), "/lambda-entrypoint.sh", "com.example.Other");

    assertThat(entrypoint(build(own.with(caches))))
        .containsExactly("/lambda-entrypoint.sh", "com.example.Other");
  }

  private static List<String> entrypoint(Assembly assembly) throws LambdaImageException {
    return JsonObject.parse(assembly.layout().config(), "The config")
        .object("config")
        .texts("Entrypoint");
  }

  private Assembly build(FunctionImage image) throws LambdaImageException {
    ImageAssembler assembler =
        new ImageAssembler(
            new OneBase(),
            TestFunction.NO_CONTENTS,
            CacheDirectory.in(temporary.resolve("local")),
            Clock.systemUTC());
    return TestAssembly.assemble(
        assembler,
        image,
        temporary.resolve("target/lambda-image"),
        BasePolicy.CURRENT,
        (it, base) -> List.of());
  }

  private static FunctionImage started(FunctionImage image, String... entrypoint)
      throws LambdaImageException {
    return with(image, image.environment(), List.of(entrypoint));
  }

  private static FunctionImage startingTheClient(
      FunctionImage image, SortedMap<String, String> environment) throws LambdaImageException {
    return with(image, environment, List.of("/bin/java", LambdaJava.RUNTIME_CLIENT));
  }

  private static FunctionImage with(
      FunctionImage image, SortedMap<String, String> environment, List<String> entrypoint)
      throws LambdaImageException {
    return new FunctionImage(
        image.handler(),
        image.architecture(),
        image.from(),
        image.layers(),
        environment,
        image.labels(),
        false,
        image.created(),
        image.format(),
        "",
        Entrypoint.of(entrypoint),
        List.of());
  }
}
