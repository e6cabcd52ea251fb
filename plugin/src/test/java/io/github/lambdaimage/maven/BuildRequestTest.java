package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ManifestFormat;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

/** What {@code build} makes of its parameters. */
@MojoTest
class BuildRequestTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";
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
    assertThat(request.config().environment()).isEmpty();
    assertThat(request.config().labels()).isEmpty();
    assertThat(request.config().snapStart()).isFalse();
    assertThat(request.config().created()).isEqualTo("1980-02-01T00:00:00Z");
    assertThat(request.config().format()).isEqualTo(ManifestFormat.DOCKER);
    assertThat(request.outputDirectory()).endsWithRaw(Path.of("target/lambda-image"));
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
    assertThat(request.contents().excludes()).hasSize(1);
    assertThat(request.contents().runtimeInterfaceClient())
        .contains(RuntimeInterfaceClient.DEFAULT_VERSION);
    ExtraFiles models = request.contents().extraFiles().get(0);
    assertThat(models.into()).isEqualTo("/opt/models");
    assertThat(models.from()).endsWithRaw(Path.of("models"));
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
  @MojoParameter(name = "skip", value = "true")
  void isNotMadeWhereTheGoalIsSkipped(BuildMojo build) throws Exception {
    RecordedLog log = RecordedLog.normal();
    build.setLog(log);
    build.architecture = "none";

    build.execute();

    assertThat(log.lines()).containsExactly("[INFO] Skipped: lambda-image.skip is set.");
  }
}
