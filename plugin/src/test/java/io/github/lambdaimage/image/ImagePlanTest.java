package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.oci.ManifestFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a function's parameters gets into the plan of its image. */
class ImagePlanTest {

  @TempDir Path directory;

  @Test
  void hasBasePlatformVariablesAndLabels() throws Exception {
    ContainerBuildPlan plan = plan(Handler.parse("a.B"), List.of(), ManifestFormat.DOCKER);

    assertThat(plan.getBaseImage()).isEqualTo("registry.test/lambda/java:21");
    assertThat(plan.getPlatforms()).containsExactly(new Platform("arm64", "linux"));
    assertThat(plan.getEnvironment()).containsEntry("STAGE", "test").hasSize(1);
    assertThat(plan.getLabels()).containsKey("org.opencontainers.image.title").hasSize(1);
    assertThat(plan.getLayers()).hasSize(3);
  }

  @Test
  void hasTheFormatThatIsWanted() throws Exception {
    assertThat(plan(Handler.NONE, List.of(), ManifestFormat.DOCKER).getFormat())
        .isEqualTo(ImageFormat.Docker);
    assertThat(plan(Handler.NONE, List.of(), ManifestFormat.OCI).getFormat())
        .isEqualTo(ImageFormat.OCI);
  }

  @Test
  void givesTheHandlerToTheBasesEntrypoint() throws Exception {
    ContainerBuildPlan plan = plan(Handler.parse("a.B"), List.of(), ManifestFormat.DOCKER);

    assertThat(plan.getEntrypoint()).isNull();
    assertThat(plan.getCmd()).containsExactly("a.B");
  }

  @Test
  void givesTheHandlerToAnEntrypointThatNamesNone() throws Exception {
    List<String> command = List.of("/bin/java", LambdaJava.RUNTIME_CLIENT);
    ContainerBuildPlan plan = plan(Handler.parse("a.B"), command, ManifestFormat.DOCKER);

    assertThat(plan.getEntrypoint()).isEqualTo(command);
    assertThat(plan.getCmd()).containsExactly("a.B");
  }

  @Test
  void saysTheHandlerOnlyOnce() throws Exception {
    List<String> command = List.of("/bin/java", LambdaJava.RUNTIME_CLIENT, "a.B");

    assertThat(plan(Handler.parse("a.B"), command, ManifestFormat.DOCKER).getCmd()).isEmpty();
  }

  @Test
  void tellsACommandThatStartsTheClientFromOthers() {
    assertThat(ImagePlan.startsClient(List.of("java", LambdaJava.RUNTIME_CLIENT))).isTrue();
    assertThat(ImagePlan.startsClient(List.of("java", "Server"))).isFalse();
  }

  private ContainerBuildPlan plan(Handler handler, List<String> command, ManifestFormat format)
      throws Exception {
    try (ModuleJars jars = new ModuleJars()) {
      return ImagePlan.of(image(handler, command, format), jars);
    }
  }

  private FunctionImage image(Handler handler, List<String> command, ManifestFormat format)
      throws Exception {
    FunctionImage image = TestFunction.in(directory).image();
    return new FunctionImage(
        handler,
        image.architecture(),
        image.from(),
        image.layers(),
        image.environment(),
        image.labels(),
        false,
        image.created(),
        format,
        "",
        Entrypoint.of(command),
        List.of());
  }
}
