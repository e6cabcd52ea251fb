package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.PushTarget;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Publishes the function's image, for use in {@code <executions>}. What {@code build} wrote is sent
 * as it is; if the project changed since, the image is built anew first. The properties {@code
 * lambda-image.uri} and {@code lambda-image.digest} are set for goals that come later.
 */
@Mojo(name = "push-no-fork", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public class PushNoForkMojo extends FunctionMojo {

  /**
   * Creates the repository in Amazon ECR if it is missing, before anything is uploaded. Not needed
   * where a creation template of the registry covers the name.
   */
  @Parameter(property = "lambda-image.createRepository", defaultValue = "false")
  boolean createRepository;

  /**
   * How a repository that {@code createRepository} creates is set up; one that exists is never
   * changed. {@code <tagMutability>} ({@code IMMUTABLE} or {@code MUTABLE}; without it, tags are
   * immutable but for those of snapshots; ECR takes five filters, and whoever lists five excludes
   * snapshots himself), {@code <exclusionFilters>} (tags of which the opposite holds, as in {@code
   * <filter>latest</filter>}, with {@code *} for any characters), {@code <encryption>} ({@code
   * AES256}, the default, {@code KMS} or {@code KMS_DSSE}), {@code <kmsKey>}, {@code <tags>} (a
   * map), {@code <lifecyclePolicy>} (a JSON file) and {@code <policy>} (a JSON file, or {@code
   * lambda} and the ids of accounts whose functions shall use the images).
   */
  @Parameter RepositorySettings repositorySettings = new RepositorySettings();

  /**
   * Files that lie beside the image in its repository once it is there, found by its digest as OCI
   * 1.1 has it (referrers): bills of materials, statements of origin, reports. Each {@code
   * <attachment>} has {@code <file>} and, where the file is none of CycloneDX, SPDX (JSON), in-toto
   * and SARIF, {@code <artifactType>}, a media type that says what it is. The image itself stays as
   * it is.
   */
  @Parameter List<Attachment> attachments = List.of();

  /**
   * With {@code true}, the bill of materials that cyclonedx-maven-plugin or spdx-maven-plugin has
   * written is attached as well, wherever it is.
   */
  @Parameter(property = "lambda-image.sbom", defaultValue = "false")
  String sbom = "false";

  /**
   * With {@code true}, a statement in SLSA's form is attached that says what the image was made of
   * (base image, project and jars, with their digests), by which version of this plugin and, in
   * GitHub Actions, GitLab CI and CodeBuild, for which commit and in which run.
   */
  @Parameter(property = "lambda-image.provenance", defaultValue = "false")
  String provenance = "false";

  /**
   * For registries in Amazon ECR that sign what is pushed (managed signing): waits until the image
   * is signed, and fails if it will not be. {@code true} waits up to two minutes, a number so many
   * seconds. The caller then needs {@code ecr:DescribeImageSigningStatus}.
   */
  @Parameter(property = "lambda-image.awaitSignature", defaultValue = "false")
  String awaitSignature = "false";

  @Override
  void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    PushRequest request = pushRequest(context.access().aws());
    AttachmentRequest wanted = attachmentRequest();
    Attachments beside =
        wanted.isEmpty()
            ? Attachments.NOTHING
            : wanted.read(
                new BillFile(project, Path.of(project.getBuild().getDirectory())),
                context.origin());
    PublishedImage unused =
        function.work(
            () -> push(request, beside, context, function),
            () -> push(request, beside, context.afresh(), function));
  }

  private PublishedImage push(
      PushRequest request, Attachments beside, GoalContext context, FunctionBuild function)
      throws LambdaImageException {
    try (PushTarget target = context.connect(request)) {
      Assembly assembly = function.assemble(BasePolicy.RECORDED, target::bring);
      GoalReport report = new GoalReport(context.console());
      report.rebuilt(assembly);
      return new Publication(project.getProperties(), report)
          .of(assembly, beside.to(assembly, context.console()), target);
    }
  }

  /** What shall lie beside the image. */
  AttachmentRequest attachmentRequest() throws LambdaImageException {
    return AttachmentRequest.of(attachments, sbom, provenance, project.getBasedir());
  }

  /** Where the image shall go. */
  PushRequest pushRequest(AwsAccess aws) throws LambdaImageException {
    return PushRequest.of(
        repository,
        ConfiguredElements.present(tags),
        namedBase(),
        aws,
        repositorySettings.creation(createRepository, project.getBasedir().toPath()),
        SignatureWait.parse(awaitSignature));
  }
}
