package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.attachment.CiRun;
import io.github.lambdaimage.ecr.NewRepository;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the goals that publish make of their parameters. */
@MojoTest
@SuppressWarnings("NullAway.Init") // The harness fills the field.
@Tag("slow")
class PushGoalsTest {

  private static final String MINIMAL = "src/test/resources/goals/minimal/pom.xml";
  private static final String PUSH = "src/test/resources/goals/push/pom.xml";
  private static final String WITHOUT_LIFECYCLE =
      "src/test/resources/goals/push-without-lifecycle/pom.xml";

  private static final BuildOrigin ORIGIN = new BuildOrigin("", "", CiRun.of(Map.of()));

  @Inject MavenProject project;

  @BeforeEach
  void name() {
    project.setArtifactId("orders");
    project.setVersion("1.0");
  }

  @Test
  void havePlaceAndTagOfTheProject(
      @InjectMojo(goal = "push", pom = MINIMAL) PushMojo push,
      @InjectMojo(goal = "push-no-fork", pom = MINIMAL) PushNoForkMojo noFork,
      @InjectMojo(goal = "push-prebuilt", pom = MINIMAL) PushPrebuiltMojo prebuilt)
      throws Exception {
    for (PushRequest request : List.of(request(push), request(noFork), request(prebuilt))) {
      assertThat(request.ecr().orElseThrow().repository()).isEqualTo("orders");
      assertThat(request.other()).isEmpty();
      assertThat(request.tags()).containsExactly("1.0");
      assertThat(request.base()).isEmpty();
      assertThat(request.aws().region()).isNull();
      assertThat(request.creation()).isEmpty();
    }
  }

  @Test
  void haveWhatThePomSays(
      @InjectMojo(goal = "push", pom = PUSH) PushMojo push,
      @InjectMojo(goal = "push-no-fork", pom = PUSH) PushNoForkMojo noFork,
      @InjectMojo(goal = "push-prebuilt", pom = PUSH) PushPrebuiltMojo prebuilt)
      throws Exception {
    for (PushRequest request : List.of(request(push), request(noFork), request(prebuilt))) {
      assertThat(request.ecr().orElseThrow().repository()).isEqualTo("team/orders");
      assertThat(request.tags()).containsExactly("2.0", "latest");
      NewRepository creation = request.creation().orElseThrow();
      assertThat(creation.tagMutability()).isEqualTo("IMMUTABLE_WITH_EXCLUSION");
      assertThat(creation.exclusionFilters()).containsExactly("latest");
      assertThat(creation.encryption()).isEqualTo("KMS_DSSE");
      assertThat(creation.kmsKey()).isEqualTo("alias/images");
      assertThat(creation.tags()).containsOnly(entry("team", "shop"), entry("empty", ""));
      assertThat(creation.lifecyclePolicy()).isEqualTo("{\"rules\": []}\n");
      assertThat(creation.policy()).isNotNull();
    }
    assertThat(request(push).base().orElseThrow().text()).isEqualTo("registry.example.com/java:21");
    assertThat(request(prebuilt).base()).isEmpty();
  }

  @Test
  void attachWhatThePomSays(
      @InjectMojo(goal = "push", pom = PUSH) PushMojo push,
      @InjectMojo(goal = "push-no-fork", pom = MINIMAL) PushNoForkMojo minimal,
      @InjectMojo(goal = "push-prebuilt", pom = PUSH) PushPrebuiltMojo prebuilt)
      throws Exception {
    for (AttachmentRequest request :
        List.of(push.attachmentRequest(), prebuilt.attachmentRequest())) {
      assertThat(request.files())
          .extracting(it -> it.file().getFileName() + " " + it.type().orElse("recognised"))
          .containsExactly("bom.json recognised", "lifecycle.json application/vnd.example+json");
      assertThat(request.sbom()).isFalse();
      assertThat(request.provenance()).isFalse();
      Attachments read = request.read(new BillFile(project, Path.of("target")), ORIGIN);
      assertThat(read.files())
          .extracting(Artifact::name)
          .containsExactly("bom.json", "lifecycle.json");
    }
    assertThat(minimal.attachmentRequest().isEmpty()).isTrue();
  }

  @Test
  @MojoParameter(name = "awaitSignature", value = "90")
  void waitForASignatureAsLongAsIsSaid(
      @InjectMojo(goal = "push", pom = MINIMAL) PushMojo push,
      @InjectMojo(goal = "push-prebuilt", pom = MINIMAL) PushPrebuiltMojo prebuilt)
      throws Exception {
    assertThat(request(push).signature()).contains(Duration.ofSeconds(90));
    assertThat(request(prebuilt).signature()).contains(Duration.ofSeconds(90));
  }

  @Test
  @MojoParameter(name = "sbom", value = "yes")
  void refuseAnSbomThatIsNeitherTrueNorFalse(
      @InjectMojo(goal = "push", pom = MINIMAL) PushMojo push) {
    assertThatThrownBy(push::attachmentRequest)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<sbom> 'yes' is neither 'true' nor 'false'.");
  }

  @Test
  @MojoParameter(name = "tags", value = "1.0+build")
  void refuseATagThatNoRegistryTakes(
      @InjectMojo(goal = "push", pom = MINIMAL) PushMojo push,
      @InjectMojo(goal = "push-prebuilt", pom = MINIMAL) PushPrebuiltMojo prebuilt) {
    assertThatThrownBy(() -> request(push))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
    assertThatThrownBy(() -> request(prebuilt))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The tag '1.0+build' is not allowed");
  }

  @Test
  @InjectMojo(goal = "push-no-fork", pom = MINIMAL)
  @MojoParameter(name = "repository", value = "Orders")
  void refuseARepositoryThatThereCannotBe(PushNoForkMojo push) {
    assertThatThrownBy(() -> request(push))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<repository> 'Orders' is not a valid name");
  }

  @Test
  @InjectMojo(goal = "push", pom = WITHOUT_LIFECYCLE)
  void refuseAPolicyThatIsNotThere(PushMojo push) {
    assertThatThrownBy(() -> request(push))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<lifecyclePolicy> 'missing.json' cannot be read");
  }

  @Test
  @InjectMojo(goal = "push", pom = MINIMAL)
  @MojoParameter(name = "region", value = "Frankfurt")
  void refuseARegionThatThereCannotBe(PushMojo push) {
    assertThatThrownBy(() -> request(push))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<region> 'Frankfurt' is not the name of a region.");
  }

  @Test
  @InjectMojo(goal = "push", pom = MINIMAL)
  @MojoParameter(name = "insecureRegistries", value = "http://registry.example.com")
  void refuseAnInsecureRegistryThatIsNoHost(PushMojo push) {
    assertThatThrownBy(push::access)
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "<insecureRegistries>: 'http://registry.example.com' is not the host of a registry. Write it as in <repository>: 'registry.example.com'.");
  }

  @Test
  @InjectMojo(goal = "push-prebuilt", pom = MINIMAL)
  void needANameWhereThereIsNoPom(PushPrebuiltMojo prebuilt) throws Exception {
    prebuilt.project = new MavenProject();
    prebuilt.session = Sessions.in(Path.of("").toAbsolutePath());
    prebuilt.repository = prebuilt.project.getArtifactId();

    assertThatThrownBy(() -> request(prebuilt))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("There is no pom.xml here that names the image.");

    prebuilt.repository = "team/orders";

    assertThat(request(prebuilt).ecr().orElseThrow().repository()).isEqualTo("team/orders");
  }

  @Test
  @InjectMojo(goal = "push-prebuilt", pom = MINIMAL)
  void lookForTheImageInTheProject(PushPrebuiltMojo prebuilt) throws Exception {
    assertThat(prebuilt.directory())
        .isEqualTo(project.getBasedir().toPath().resolve("target/lambda-image"));
  }

  @Test
  @InjectMojo(goal = "push-prebuilt", pom = MINIMAL)
  void lookForTheImageWhereMavenWasStartedWithoutAPom(PushPrebuiltMojo prebuilt) throws Exception {
    Path directory = Path.of("started", "here").toAbsolutePath();
    prebuilt.project = new MavenProject();
    prebuilt.session = Sessions.in(directory);
    prebuilt.outputDirectory = new File("${project.build.directory}/lambda-image");

    assertThat(prebuilt.directory()).isEqualTo(directory.resolve("target/lambda-image"));
  }

  private static PushRequest request(PushNoForkMojo push) throws LambdaImageException {
    return push.pushRequest(push.access().aws());
  }

  private static PushRequest request(PushPrebuiltMojo push) throws LambdaImageException {
    return push.pushRequest(push.access().aws());
  }
}
