package io.github.lambdaimage.it.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.standin.ecr.EcrServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItProjectTest {

  @TempDir private Path directory;

  private final Properties userProperties = new Properties();
  private final Map<String, Object> context =
      new HashMap<>(Map.of("userProperties", userProperties));

  @Test
  void buildsAreToldOfTheRegistry() {
    ItProject.start(directory.toFile(), context);
    try (ItProject project = ItProject.of(context)) {
      assertThat(userProperties)
          .containsEntry("lambda-image.from", project.base())
          .containsEntry("lambda-image.repository", project.destination());
      assertThat(project.completed("install")).hasSize(4);
      assertThat(project.environment()).isEmpty();
      assertThatThrownBy(project::ecr).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void buildsOfTheScriptAreToldOfTheEcr() {
    ItProject.startEcr(directory.toFile(), context, EcrServer.builder());
    try (ItProject project = ItProject.of(context)) {
      assertThat(userProperties).containsOnlyKeys("lambda-image.from", "lambda-image.runWith");
      assertThat(project.completed("install"))
          .containsExactly(
              "install", "-Dlambda-image.from=" + project.base(), "-Dlambda-image.runWith=process");
      assertThat(project.environment())
          .containsEntry("AWS_ENDPOINT_URL_ECR", project.ecr().uri().toString())
          .containsKey("DOCKER_CONFIG");
      assertThat(project.ecr().repositories()).containsExactly(ItProject.BASE);
      assertThat(project.registry().repository(ItProject.BASE).tags())
          .containsOnlyKeys("17.al2023", "21");
    }
  }
}
