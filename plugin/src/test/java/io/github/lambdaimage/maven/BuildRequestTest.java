package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.check.Check;
import io.github.lambdaimage.check.Level;
import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Dependency.Stability;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ManifestFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code build} makes of its parameters. */
@MojoTest
@Tag("slow")
class BuildRequestTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";
  private static final String COPYING = "src/test/resources/goals/copying/pom.xml";
  private static final String FULL = "src/test/resources/goals/full/pom.xml";

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  void hasDefaults(BuildMojo build) throws Exception {
    BuildRequest request = build.buildRequest();

    assertThat(request.handler()).isEmpty();
    assertThat(request.architecture()).isEqualTo(Architecture.ARM64);
    assertThat(request.from()).isEmpty();
    assertThat(request.contents().extraFiles()).isEmpty();
    assertThat(request.contents().excludes()).isEmpty();
    assertThat(request.contents().runtimeInterfaceClient()).isEmpty();
    assertThat(request.contents().content()).isEmpty();
    assertThat(request.config().environment()).isEmpty();
    assertThat(request.config().labels()).isEmpty();
    assertThat(request.config().snapStart()).isFalse();
    assertThat(request.config().created()).isEqualTo("1980-02-01T00:00:00Z");
    assertThat(request.config().format()).isEqualTo(ManifestFormat.DOCKER);
    assertThat(request.outputDirectory()).endsWithRaw(Path.of("target/lambda-image"));
  }

  @Test
  void keepsADependencyWhateverLeavesItOut() throws Exception {
    BuildRequest.Contents contents =
        new BuildRequest.Contents(
            List.of(),
            List.of(
                DependencyPattern.parse("!org.slf4j:slf4j-api"),
                DependencyPattern.parse("org.slf4j:*")),
            Optional.empty(),
            Optional.empty(),
            List.of());

    assertThat(contents.exclude(ofSlf4j("slf4j-simple"))).isTrue();
    assertThat(contents.keep(ofSlf4j("slf4j-simple"))).isFalse();
    assertThat(contents.exclude(ofSlf4j("slf4j-api"))).isFalse();
    assertThat(contents.keep(ofSlf4j("slf4j-api"))).isTrue();
  }

  private static Dependency ofSlf4j(String artifactId) {
    return new Dependency(
        "org.slf4j", artifactId, "2.0", "", Path.of("any.jar"), Stability.RELEASE);
  }

  @Test
  @InjectMojo(goal = "build", pom = FULL)
  void hasWhatThePomSays(BuildMojo build) throws Exception {
    BuildRequest request = build.buildRequest();

    assertThat(request.handler().orElseThrow().value()).isEqualTo("com.example.Orders::price");
    assertThat(request.architecture()).isEqualTo(Architecture.X86_64);
    assertThat(request.from().orElseThrow().text()).isEqualTo("registry.example.com/java:21");
    assertThat(request.config().environment())
        .containsExactly(entry("EMPTY", ""), entry("STAGE", "test"));
    assertThat(request.config().labels()).containsExactly(entry("team", "shop"));
    assertThat(request.config().snapStart()).isTrue();
    assertThat(request.config().format()).isEqualTo(ManifestFormat.OCI);
    assertThat(request.contents().excludes())
        .singleElement()
        .matches(it -> it.matches(dependency("org.slf4j")))
        .matches(it -> !it.matches(dependency("com.example")));
    assertThat(request.checks().levels().levels()).containsEntry(Check.NATIVE, Level.WARN);
    assertThat(request.checks().allowedSecrets()).containsExactly("certs/*.pem");
    assertThat(request.contents().runtimeInterfaceClient())
        .contains(RuntimeInterfaceClient.DEFAULT_VERSION);
    assertThat(request.contents().content().orElseThrow().path())
        .isAbsolute()
        .endsWithRaw(Path.of("target/function.zip"));
    ExtraFiles models = request.contents().extraFiles().get(0);
    assertThat(models.into()).isEqualTo("/opt/models");
    assertThat(models.from()).endsWithRaw(Path.of("models"));
  }

  @Test
  @InjectMojo(goal = "build", pom = COPYING)
  void takesFilesOfOtherImagesAndAnEntrypoint(BuildMojo build) throws Exception {
    BuildRequest request = build.buildRequest();

    assertThat(request.contents().extraFiles())
        .extracting(it -> it.from().endsWith("models"))
        .containsExactly(true);
    ImageFiles files = request.contents().imageFiles().get(0);
    assertThat(files.image().text()).isEqualTo("registry.example.com/adapter:1");
    assertThat(files.from()).isEqualTo("/opt");
    assertThat(files.into()).isEqualTo("/opt/extensions");
    assertThat(files.mode()).isEmpty();
    assertThat(files.includes()).containsExactly("**/adapter");
    assertThat(request.config().entrypoint().command())
        .containsExactly("/var/lang/bin/java", "-cp", "/var/task:/var/task/lib/*", "example.App");
  }

  @Test
  @InjectMojo(goal = "build", pom = COPYING)
  @MojoParameter(name = "runtimeInterfaceClient", value = "true")
  void refusesTwoEntrypoints(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .hasMessage(
            "<entrypoint> '/var/lang/bin/java -cp /var/task:/var/task/lib/* example.App' and <runtimeInterfaceClient> both say what starts in the image: the client comes with an entrypoint that starts it. Remove one of them.");
  }

  @Test
  void isTheSameForEveryGoalThatMakesAnImage(
      @InjectMojo(goal = "build", pom = MINIMAL) BuildMojo build,
      @InjectMojo(goal = "build-no-fork", pom = MINIMAL) BuildNoForkMojo noFork,
      @InjectMojo(goal = "check", pom = MINIMAL) CheckMojo check,
      @InjectMojo(goal = "push", pom = MINIMAL) PushMojo push,
      @InjectMojo(goal = "tar", pom = MINIMAL) TarMojo tar,
      @InjectMojo(goal = "load", pom = MINIMAL) LoadMojo load,
      @InjectMojo(goal = "invoke", pom = MINIMAL) InvokeMojo invoke,
      @InjectMojo(goal = "run", pom = MINIMAL) RunMojo run)
      throws Exception {
    BuildRequest request = build.buildRequest();

    for (FunctionMojo goal : List.of(noFork, check, push, tar, load, invoke, run)) {
      assertThat(goal.buildRequest()).as(goal.getClass().getSimpleName()).isEqualTo(request);
    }
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  @MojoParameter(name = "architecture", value = "amd64")
  void refusesAnArchitectureThatLambdaDoesNotHave(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<architecture> 'amd64' is not one of Lambda's.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  @MojoParameter(name = "format", value = "squashfs")
  void refusesAFormatThatThereIsNot(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<format> 'squashfs' is unknown.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  @MojoParameter(name = "handler", value = "a handler")
  void refusesAHandlerThatLambdaWouldRefuse(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<handler> 'a handler' contains white space");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  @MojoParameter(name = "from", value = "Java:21:latest")
  void refusesABaseThatCannotBe(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("'Java:21:latest' is not the name of an image.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  @MojoParameter(name = "excludes", value = "slf4j")
  void refusesADependencyWithoutAGroup(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<excludes>: 'slf4j' is not 'groupId:artifactId'.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  @MojoParameter(name = "snapStart", value = "yes")
  void refusesASwitchThatIsNeitherOnNorOff(BuildMojo build) {
    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<snapStart> 'yes' is neither 'true' nor 'false'. Use one of them, or leave it out.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  void refusesACheckThatThereIsNot(BuildMojo build) {
    build.checks = Map.of("spelling", "warn");

    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<checks>: there is no check 'spelling'.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  void refusesALevelThatThereIsNot(BuildMojo build) {
    build.checks = Map.of("size", "maybe");

    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContainingAll("size", "'maybe'", "'fail'");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "A=B"})
  void refusesWhatCannotNameAVariable(
      String name, @InjectMojo(goal = "build", pom = MINIMAL) BuildMojo build) {
    build.environment = Map.of(name, "value");

    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<environment>: '%s' cannot name a variable.", name);
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  void refusesAnExtraFileFromNowhere(BuildMojo build) {
    build.extraFiles = List.of(new ExtraFile());

    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<extraFiles>: an entry has no <from>.");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  void hasTheTimeOfTheCommandLineBeforeThatOfThePom(BuildMojo build) throws Exception {
    String name = "project.build.outputTimestamp";
    build.project.getProperties().setProperty(name, "2026-01-01T00:00:00Z");
    assertThat(build.buildRequest().config().created()).isEqualTo("2026-01-01T00:00:00Z");

    build.session.getUserProperties().setProperty(name, "2026-02-02T00:00:00Z");
    assertThat(build.buildRequest().config().created()).isEqualTo("2026-02-02T00:00:00Z");
  }

  @Test
  @InjectMojo(goal = "build", pom = MINIMAL)
  void refusesWhatIsNoTime(BuildMojo build) {
    build.project.getProperties().setProperty("project.build.outputTimestamp", "yesterday");

    assertThatThrownBy(build::buildRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<project.build.outputTimestamp> 'yesterday' is not a valid time.");
  }

  private static Dependency dependency(String groupId) {
    return new Dependency(groupId, "jar", "1.0", "", Path.of("jar.jar"), Stability.RELEASE);
  }
}
