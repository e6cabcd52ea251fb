package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.model.Organization;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectLabelsTest {

  private static final String BASE = "public.ecr.aws/lambda/java:17";

  @Test
  void areFilledFromTheProject() throws Exception {
    Model model = model();
    model.setName("Greeter");
    model.setDescription("\n    Greets.\n  ");
    model.setUrl("https://example.com/greeter");
    Scm scm = new Scm();
    scm.setUrl("https://example.com/greeter.git");
    model.setScm(scm);
    Organization organization = new Organization();
    organization.setName("Example Inc.");
    model.setOrganization(organization);

    assertThat(labels(model, Map.of()))
        .containsExactly(
            entry("org.opencontainers.image.base.name", BASE),
            entry("org.opencontainers.image.description", "Greets."),
            entry("org.opencontainers.image.source", "https://example.com/greeter.git"),
            entry("org.opencontainers.image.title", "Greeter"),
            entry("org.opencontainers.image.url", "https://example.com/greeter"),
            entry("org.opencontainers.image.vendor", "Example Inc."),
            entry("org.opencontainers.image.version", "1.0"));
  }

  @Test
  void areLeftOutWhereTheProjectSaysNothing() throws Exception {
    Model model = model();
    model.setDescription("  ");
    model.setScm(new Scm());
    model.setOrganization(new Organization());

    assertThat(labels(model, Map.of()))
        .containsExactly(
            entry("org.opencontainers.image.base.name", BASE),
            entry("org.opencontainers.image.title", "greeter"),
            entry("org.opencontainers.image.version", "1.0"));
  }

  @Test
  void areThoseOfTheUserBeforeThoseOfTheProject() throws Exception {
    assertThat(
            labels(model(), Map.of("org.opencontainers.image.title", "Hello", "team", "greeters")))
        .containsExactly(
            entry("org.opencontainers.image.base.name", BASE),
            entry("org.opencontainers.image.title", "Hello"),
            entry("org.opencontainers.image.version", "1.0"),
            entry("team", "greeters"));
  }

  @Test
  void areEmptyWhereTheUserSetsAnEmptyElement() throws Exception {
    Map<String, @Nullable String> configured = new HashMap<>();
    configured.put("org.opencontainers.image.title", null);

    assertThat(labels(model(), ConfiguredElements.filled(configured)))
        .containsEntry("org.opencontainers.image.title", "");
  }

  @Test
  void nameTheBaseAsTheUserDoes() throws Exception {
    String name = "registry.example.com/java@sha256:" + "0a".repeat(32);

    assertThat(ProjectLabels.of(new MavenProject(model()), ImageName.parse(name), Map.of()))
        .containsEntry("org.opencontainers.image.base.name", name);
  }

  private static Model model() {
    Model model = new Model();
    model.setArtifactId("greeter");
    model.setVersion("1.0");
    return model;
  }

  private static Map<String, String> labels(Model model, Map<String, String> configured)
      throws LambdaImageException {
    return ProjectLabels.of(new MavenProject(model), ImageName.parse(BASE), configured);
  }
}
