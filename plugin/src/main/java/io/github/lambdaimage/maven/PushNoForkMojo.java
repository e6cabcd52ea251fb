package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.report.ReportPage;
import java.util.Objects;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the function's image, for use in {@code <executions>}. What {@code build} wrote is sent
 * as it is; if the project changed since, the image is built anew first. The properties {@code
 * lambda-image.uri} and {@code lambda-image.digest} are set for goals that come later.
 */
@Mojo(name = "push-no-fork", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public class PushNoForkMojo extends AbstractLambdaImageMojo {

  /**
   * Publishes the image that lies in {@code outputDirectory} as it is, and touches nothing else of
   * the project: for a pipeline that builds in one job and pushes in another.
   */
  @Parameter(property = "lambda-image.prebuilt", defaultValue = "false")
  boolean prebuilt;

  /** Creates the repository in Amazon ECR if it is missing, before anything is uploaded. */
  @Parameter(property = "lambda-image.createRepository", defaultValue = "false")
  boolean createRepository;

  /**
   * How a repository that {@code createRepository} creates is set up; one that exists is never
   * changed. {@code <tagMutability>} ({@code IMMUTABLE}, the default, or {@code MUTABLE}), {@code
   * <exclusionFilters>} (tags of which the opposite holds, as in {@code <filter>latest</filter>},
   * with {@code *} for any characters), {@code <encryption>} ({@code AES256}, the default, {@code
   * KMS} or {@code KMS_DSSE}), {@code <kmsKey>}, {@code <tags>} (a map), {@code <lifecyclePolicy>}
   * (a JSON file) and {@code <policy>} (a JSON file, or {@code lambda} and the ids of accounts
   * whose functions shall use the images).
   */
  @Parameter RepositorySettings repositorySettings = new RepositorySettings();

  private @Nullable PushTarget target;

  @Override
  void begin(Services services) throws LambdaImageException {
    target = PushTarget.of(this, services);
  }

  @Override
  void run(Services services) throws LambdaImageException {
    Report report = new Report(services.console());
    Assembly assembly = prebuilt ? asItIs() : assemble(services, BasePolicy.RECORDED);
    report.rebuilt(assembly);
    PublishedImage published = Objects.requireNonNull(target).publish(assembly.layout());
    String uri = String.valueOf(published.layout().summary().imageUri());
    project.getProperties().setProperty("lambda-image.uri", uri);
    project
        .getProperties()
        .setProperty("lambda-image.digest", published.layout().summary().digest().toString());
    report.published(assembly, published);
    // Where the image lay there already, the page about it does too.
    if (assembly.image() != null && published.layout() != assembly.layout()) {
      ReportPage.of(assembly.image(), assembly, published.layout().summary())
          .write(outputDirectory.toPath());
    }
  }

  @Override
  boolean takesLayoutAsItIs() {
    return prebuilt;
  }

  private Assembly asItIs() throws LambdaImageException {
    return Assembly.asItIs(ImageLayout.open(outputDirectory.toPath()));
  }
}
