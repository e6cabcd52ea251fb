package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code tar} and {@code load} make of their parameters. */
@MojoTest
@SuppressWarnings("NullAway.Init") // The harness fills the field.
@Tag("slow")
class ArchiveGoalsTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";

  @Inject MavenProject project;

  @BeforeEach
  void name() {
    project.setArtifactId("orders");
    project.setVersion("1.0");
  }

  @Test
  @InjectMojo(goal = "tar", pom = MINIMAL)
  void tarHasDefaults(TarMojo tar) throws Exception {
    ArchiveRequest request = tar.archiveRequest();

    assertThat(request.names()).containsExactly("orders:1.0");
    assertThat(request.file()).endsWithRaw(Path.of("target/lambda-image.tar"));
  }

  @Test
  @InjectMojo(goal = "tar", pom = MINIMAL)
  @MojoParameter(name = "repository", value = "registry.example.com/orders")
  @MojoParameter(name = "tags", value = "2.0,latest")
  @MojoParameter(name = "archive", value = "/tmp/orders.tar")
  void tarHasWhatTheUserSays(TarMojo tar) throws Exception {
    ArchiveRequest request = tar.archiveRequest();

    assertThat(request.names())
        .containsExactly("registry.example.com/orders:2.0", "registry.example.com/orders:latest");
    assertThat(request.file()).isEqualTo(Path.of("/tmp/orders.tar"));
  }

  @Test
  @MojoParameter(name = "tags", value = "1.0+build")
  void refuseATagThatNoRegistryTakes(
      @InjectMojo(goal = "tar", pom = MINIMAL) TarMojo tar,
      @InjectMojo(goal = "load", pom = MINIMAL) LoadMojo load) {
    assertThatThrownBy(tar::archiveRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
    assertThatThrownBy(() -> load.loadRequest(Map.of()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
  }

  @Test
  @InjectMojo(goal = "tar", pom = MINIMAL)
  @MojoParameter(name = "repository", value = "Orders")
  void refuseARepositoryThatThereCannotBe(TarMojo tar) {
    assertThatThrownBy(tar::archiveRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("'Orders:1.0' is not the name of an image.");
  }

  @Test
  @InjectMojo(goal = "load", pom = MINIMAL)
  @MojoParameter(name = "engine", value = "ship")
  void refuseAnEngineThatThereIsNot(LoadMojo load) {
    assertThatThrownBy(() -> load.loadRequest(Map.of()))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<engine> 'ship' is not a program");
  }
}
