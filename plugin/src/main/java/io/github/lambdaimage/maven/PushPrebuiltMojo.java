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
 * Publishes the image in {@code outputDirectory} as it is, and uses nothing else of the project:
 * for a pipeline that builds in one job and pushes in another. Without a {@code pom.xml} it needs
 * {@code -Dlambda-image.repository} and {@code -Dlambda-image.tags}. A damaged image is not
 * published: the message names the file.
 */
@Mojo(name = "push-prebuilt", requiresProject = false, threadSafe = true)
public class PushPrebuiltMojo extends AbstractLambdaImageMojo {

  /**
   * Creates the repository in Amazon ECR if it is missing, before anything is uploaded. Not needed
   * if a creation template of the registry covers the name.
   */
  @Parameter(property = "lambda-image.createRepository", defaultValue = "false")
  private boolean createRepository;

  /**
   * Settings of a repository that {@code createRepository} creates: as for the goal {@code push}.
   */
  @Parameter private RepositorySettings repositorySettings = new RepositorySettings();

  /**
   * Files to attach to the published image: bills of materials, statements of origin, reports. They
   * are stored beside the image in its repository and found by its digest through OCI 1.1's
   * referrers. Each {@code <attachment>} has {@code <file>} and, if the file is not CycloneDX, SPDX
   * (JSON), in-toto or SARIF, its media type as {@code <artifactType>}. The image itself does not
   * change.
   */
  @Parameter private List<Attachment> attachments = List.of();

  /**
   * {@code true} also attaches the bill of materials that cyclonedx-maven-plugin or
   * spdx-maven-plugin has written, wherever it is.
   */
  @Parameter(property = "lambda-image.sbom", defaultValue = "false")
  private String sbom = "false";

  /**
   * {@code true} attaches a SLSA provenance statement: what the image was made of (base image,
   * project and jars, with their digests), by which version of this plugin and, in GitHub Actions,
   * GitLab CI and CodeBuild, for which commit and in which run.
   */
  @Parameter(property = "lambda-image.provenance", defaultValue = "false")
  private String provenance = "false";

  /**
   * For registries in Amazon ECR that sign what is pushed (managed signing): waits until the image
   * is signed, and fails if it will not be. {@code true} waits up to two minutes, a number up to
   * that many seconds. The caller needs {@code ecr:DescribeImageSigningStatus}.
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

  /** The request for attachments. */
  AttachmentRequest attachmentRequest() throws LambdaImageException {
    return AttachmentRequest.of(attachments, sbom, provenance, baseDirectory().toFile());
  }

  /** The build's output directory; without a project, Maven has no property for it. */
  private Path target() {
    return project.getBasedir() == null
        ? baseDirectory().resolve("target")
        : Path.of(project.getBuild().getDirectory());
  }

  /** The request for the push. */
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

  /** Without a project, Maven cannot replace the variable in the default. */
  @Override
  Path directory() throws LambdaImageException {
    return outputDirectory.getPath().contains("${")
        ? baseDirectory().resolve("target/lambda-image")
        : super.directory();
  }

  /** Without a project, files are relative to the directory in which Maven was started. */
  private Path baseDirectory() {
    return project.getBasedir() == null
        ? Path.of(session.getExecutionRootDirectory())
        : project.getBasedir().toPath();
  }
}
