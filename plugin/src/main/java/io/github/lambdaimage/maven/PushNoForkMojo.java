package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.PushTarget;
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

  @Override
  void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    PushRequest request = pushRequest(context.access().aws());
    PublishedImage unused =
        function.work(
            () -> push(request, context, function),
            () -> push(request, context.afresh(), function));
  }

  private PublishedImage push(PushRequest request, GoalContext context, FunctionBuild function)
      throws LambdaImageException {
    try (PushTarget target = context.connect(request)) {
      Assembly assembly = function.assemble(BasePolicy.RECORDED, target::bring);
      Report report = new Report(context.console());
      report.rebuilt(assembly);
      return new Publication(project.getProperties(), report).of(assembly, target);
    }
  }

  /** Where the image shall go. */
  PushRequest pushRequest(AwsAccess aws) throws LambdaImageException {
    return PushRequest.of(
        repository,
        Elements.present(tags),
        namedBase(),
        aws,
        repositorySettings.creation(createRepository, project.getBasedir().toPath()));
  }
}
