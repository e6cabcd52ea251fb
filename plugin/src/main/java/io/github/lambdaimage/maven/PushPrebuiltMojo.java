package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.PushTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Publishes the image that lies in {@code outputDirectory} as it is, and touches nothing else of
 * the project: for a pipeline that builds in one job and pushes in another. Without a {@code
 * pom.xml} it has to be told {@code -Dlambda-image.repository} and {@code -Dlambda-image.tags}. An
 * image that was damaged is not published: the message names the file.
 */
@Mojo(name = "push-prebuilt", requiresProject = false, threadSafe = true)
public class PushPrebuiltMojo extends AbstractLambdaImageMojo {

  /**
   * Creates the repository in Amazon ECR if it is missing, before anything is uploaded. Not needed
   * where a creation template of the registry covers the name.
   */
  @Parameter(property = "lambda-image.createRepository", defaultValue = "false")
  private boolean createRepository;

  /** How a repository that {@code createRepository} creates is set up: as for the goal push. */
  @Parameter private RepositorySettings repositorySettings = new RepositorySettings();

  /**
   * Files that lie beside the image in its repository once it is there, found by its digest as OCI
   * 1.1 has it (referrers): bills of materials, statements of origin, reports. Each {@code
   * <attachment>} has {@code <file>} and, where the file is none of CycloneDX, SPDX (JSON), in-toto
   * and SARIF, {@code <artifactType>}, a media type that says what it is. The image itself stays as
   * it is.
   */
  @Parameter private List<Attachment> attachments = List.of();

  /**
   * With {@code true}, the bill of materials that cyclonedx-maven-plugin or spdx-maven-plugin has
   * written is attached as well, wherever it is.
   */
  @Parameter(property = "lambda-image.sbom", defaultValue = "false")
  private String sbom = "false";

  /**
   * With {@code true}, a statement in SLSA's form is attached that says what the image was made of
   * (base image, project and jars, with their digests), by which version of this plugin and, in
   * GitHub Actions, GitLab CI and CodeBuild, for which commit and in which run.
   */
  @Parameter(property = "lambda-image.provenance", defaultValue = "false")
  private String provenance = "false";

  /**
   * For registries in Amazon ECR that sign what is pushed (managed signing): waits until the image
   * is signed, and fails if it will not be. {@code true} waits up to two minutes, a number so many
   * seconds. The caller then needs {@code ecr:DescribeImageSigningStatus}.
   */
  @Parameter(property = "lambda-image.awaitSignature", defaultValue = "false")
  private String awaitSignature = "false";

  @Override
  void run(GoalContext context) throws LambdaImageException {
    Path directory = directory();
    Optional<String> reason =
        FunctionModule.whyNothingIsBuilt(
            project.getPackaging(),
            context.maven().isReactor(),
            handler != null,
            Files.isDirectory(directory));
    if (reason.isPresent()) {
      tellSkipped(reason.get());
      return;
    }
    PushRequest request = pushRequest(context.access().aws());
    AttachmentRequest wanted = attachmentRequest();
    Attachments beside =
        wanted.isEmpty()
            ? Attachments.NOTHING
            : wanted.read(new BillFile(project, target()), context.origin());
    PublishedImage unused =
        context.work(directory).once(() -> push(request, beside, context, directory));
  }

  private PublishedImage push(
      PushRequest request, Attachments beside, GoalContext context, Path directory)
      throws LambdaImageException {
    try (PushTarget target = context.connect(request)) {
      Assembly assembly = Assembly.asItIs(ImageLayout.open(directory));
      return new Publication(project.getProperties(), new GoalReport(context.console()))
          .of(assembly, beside.to(assembly, context.console()), target);
    }
  }

  /** What shall lie beside the image. */
  AttachmentRequest attachmentRequest() throws LambdaImageException {
    return AttachmentRequest.of(attachments, sbom, provenance, baseDirectory().toFile());
  }

  /** Where the build wrote what it made; without a project, Maven has nothing that says it. */
  private Path target() {
    return project.getBasedir() == null
        ? baseDirectory().resolve("target")
        : Path.of(project.getBuild().getDirectory());
  }

  /** Where the image shall go. */
  PushRequest pushRequest(AwsAccess aws) throws LambdaImageException {
    if (project.getFile() == null && repository.equals(project.getArtifactId())) {
      throw new LambdaImageException(
          "There is no pom.xml here that names the image. Set -Dlambda-image.repository and -Dlambda-image.tags, or run this where the pom.xml is.");
    }
    return PushRequest.of(
        repository,
        ConfiguredElements.present(tags),
        Optional.empty(),
        aws,
        repositorySettings.creation(createRepository, baseDirectory()),
        SignatureWait.parse(awaitSignature));
  }

  /** Without a project, Maven has nothing to put in the place of the default's variable. */
  @Override
  Path directory() throws LambdaImageException {
    return outputDirectory.getPath().contains("${")
        ? baseDirectory().resolve("target/lambda-image")
        : super.directory();
  }

  /** Without a project, files are relative to where Maven was started. */
  private Path baseDirectory() {
    return project.getBasedir() == null
        ? Path.of(session.getExecutionRootDirectory())
        : project.getBasedir().toPath();
  }
}
