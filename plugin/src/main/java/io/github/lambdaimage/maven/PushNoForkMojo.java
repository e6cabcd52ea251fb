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
 * Publishes the function's image, for use in {@code <executions>}. It sends the image that {@code
 * build} wrote; if the project has changed since, it builds the image again first. It sets the
 * properties {@code lambda-image.uri} and {@code lambda-image.digest} for later goals.
 */
@Mojo(name = "push-no-fork", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public class PushNoForkMojo extends FunctionMojo {

  /**
   * Creates the repository in Amazon ECR if it is missing, before anything is uploaded. Not needed
   * if a creation template of the registry covers the name.
   */
  @Parameter(property = "lambda-image.createRepository", defaultValue = "false")
  boolean createRepository;

  /**
   * Settings of a repository that {@code createRepository} creates; an existing repository is never
   * changed. {@code <tagMutability>} is {@code IMMUTABLE} or {@code MUTABLE}; the default is
   * immutable, except for the tags of snapshots. {@code <exclusionFilters>} are tags for which the
   * opposite holds, as in {@code <filter>latest</filter>}, with {@code *} for any characters; ECR
   * accepts five, so with five of your own snapshots are not added. {@code <encryption>} is {@code
   * AES256} (the default), {@code KMS} or {@code KMS_DSSE}, with {@code <kmsKey>}. {@code <tags>}
   * is a map, {@code <lifecyclePolicy>} a JSON file, and {@code <policy>} a JSON file or {@code
   * lambda} and the ids of accounts whose functions may use the images.
   */
  @Parameter RepositorySettings repositorySettings = new RepositorySettings();

  /**
   * Files to attach to the published image: bills of materials, statements of origin, reports. They
   * are stored beside the image in its repository and found by its digest through OCI 1.1's
   * referrers. Each {@code <attachment>} has {@code <file>} and, if the file is not CycloneDX, SPDX
   * (JSON), in-toto or SARIF, its media type as {@code <artifactType>}. The image itself does not
   * change.
   */
  @Parameter List<Attachment> attachments = List.of();

  /**
   * {@code true} also attaches the bill of materials that cyclonedx-maven-plugin or
   * spdx-maven-plugin has written, wherever it is.
   */
  @Parameter(property = "lambda-image.sbom", defaultValue = "false")
  String sbom = "false";

  /**
   * {@code true} attaches a SLSA provenance statement: what the image was made of (base image,
   * project and jars, with their digests), by which version of this plugin and, in GitHub Actions,
   * GitLab CI and CodeBuild, for which commit and in which run.
   */
  @Parameter(property = "lambda-image.provenance", defaultValue = "false")
  String provenance = "false";

  /**
   * For registries in Amazon ECR that sign what is pushed (managed signing): waits until the image
   * is signed, and fails if it will not be. {@code true} waits up to two minutes, a number up to
   * that many seconds. The caller needs {@code ecr:DescribeImageSigningStatus}.
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
      try {
        return new Publication(project.getProperties(), report)
            .of(assembly, beside.to(assembly, context.console()), target);
      } catch (LambdaImageException e) {
        throw Publication.failed(assembly, e);
      }
    }
  }

  /** The request for attachments. */
  AttachmentRequest attachmentRequest() throws LambdaImageException {
    return AttachmentRequest.of(attachments, sbom, provenance, project.getBasedir());
  }

  /** The request for the push. */
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
