package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.check.HandlerChoice;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionModuleTest {

  private static final String POM = "a project with packaging 'pom' has no function.";
  private static final String LIBRARY =
      "this module has no <handler>, and no class that implements RequestHandler or RequestStreamHandler.";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # packaging, reactor, <handler>, classes that can be it | handler, found?, skipped because
          jar,  false, a.B, -,       a.B, false, ''
          jar,  true,  a.B, -,       a.B, false, ''
          jar,  true,  a.B, c.D,     a.B, false, ''
          jar,  true,  a.B, c.D e.F, a.B, false, ''
          jar,  false, -,   c.D,     c.D, true,  ''
          jar,  true,  -,   c.D,     c.D, true,  ''
          jar,  true,  -,   -,       -,   false, library
          pom,  true,  -,   -,       -,   false, pom
          pom,  true,  a.B, -,       -,   false, pom
          pom,  false, -,   -,       -,   false, pom
          pom,  false, a.B, c.D,     -,   false, pom
          takari-jar, true, -, c.D,  c.D, true,  ''
          """)
  void isAFunctionOrNone(
      String packaging,
      boolean reactor,
      @Nullable String named,
      @Nullable String candidates,
      @Nullable String handler,
      boolean found,
      String reason)
      throws Exception {
    FunctionModule module =
        FunctionModule.of(packaging, reactor, handler(named), () -> list(candidates));

    assertThat(module.handler()).isEqualTo(handler(handler));
    assertThat(module.isFound()).isEqualTo(found);
    assertThat(module.reason())
        .isEqualTo(reason.equals("pom") ? POM : reason.equals("library") ? LIBRARY : "");
  }

  @Test
  void hasToBeAFunctionWhereItIsTheOnlyModule() {
    assertThatThrownBy(
            () -> FunctionModule.of("jar", false, Optional.empty(), () -> HandlerChoice.NONE))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("No <handler>, and no public class implements RequestHandler");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void doesNotGuessAmongSeveralHandlers(boolean reactor) {
    assertThatThrownBy(
            () -> FunctionModule.of("jar", reactor, Optional.empty(), () -> list("c.D e.F")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "No <handler>, and 2 classes can be it. Add one of these to the <configuration> of lambda-image-maven-plugin: <handler>c.D</handler>, <handler>e.F</handler>.");
  }

  /** As a module of Micronaut with controllers alone. */
  @Test
  void saysWhatToConfigureWhereAFrameworkMayCallIt() throws Exception {
    FunctionModule module =
        FunctionModule.of(
            "jar",
            true,
            Optional.empty(),
            () -> new HandlerChoice(List.of(), List.of("a.First", "a.Second")));

    assertThat(module.handler()).isEmpty();
    assertThat(module.reason())
        .isEqualTo(
            LIBRARY
                + " If it is a function, say so in its <configuration> of lambda-image-maven-plugin, by the handler of its framework: <handler>a.First</handler> or <handler>a.Second</handler>.");
  }

  @Test
  void doesNotLookForWhatTheUserNames() throws Exception {
    FunctionModule.Candidates never =
        () -> {
          throw new AssertionError("no class has to be looked at");
        };

    assertThat(FunctionModule.of("jar", true, handler("a.B"), never).handler()).isPresent();
    assertThat(FunctionModule.of("pom", true, Optional.empty(), never).handler()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // packaging, reactor, <handler>, image before | expected to be a function
    "jar, false, false, false, true",
    "jar, true,  false, false, false",
    "jar, true,  true,  false, true",
    "jar, true,  false, true,  true",
    "pom, false, false, false, false",
    "pom, true,  true,  true,  false"
  })
  void isExpectedToBeAFunctionBeforeItIsCompiled(
      String packaging, boolean reactor, boolean handler, boolean image, boolean expected) {
    assertThat(FunctionModule.isExpected(packaging, reactor, handler, image)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // packaging, reactor, <handler>, image there | skipped because
    "jar, false, false, true,  ''",
    "jar, false, false, false, ''",
    "jar, true,  false, true,  ''",
    "jar, true,  true,  false, ''",
    "jar, true,  false, false, this module has no image.",
    "pom, true,  false, false, a project with packaging 'pom' has no function.",
    "pom, true,  true,  false, a project with packaging 'pom' has no function.",
    "pom, false, false, true,  ''"
  })
  void hasNothingToPublish(
      String packaging, boolean reactor, boolean handler, boolean image, String reason) {
    assertThat(FunctionModule.whyNothingIsBuilt(packaging, reactor, handler, image).orElse(""))
        .isEqualTo(reason);
  }

  private static Optional<Handler> handler(@Nullable String value) throws LambdaImageException {
    return value == null ? Optional.empty() : Optional.of(Handler.parse(value));
  }

  private static HandlerChoice list(@Nullable String names) {
    return names == null ? HandlerChoice.NONE : HandlerChoice.of(List.of(names.split(" ")));
  }
}
