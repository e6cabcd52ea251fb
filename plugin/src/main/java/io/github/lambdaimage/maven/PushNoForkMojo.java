package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.PublishedImage;
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
public class PushNoForkMojo extends AbstractLambdaImageMojo {

  /**
   * Publishes the image that lies in {@code outputDirectory} as it is, and touches nothing else of
   * the project: for a pipeline that builds in one job and pushes in another.
   */
  @Parameter(property = "lambda-image.prebuilt", defaultValue = "false")
  boolean prebuilt;

  @Override
  void run(Services services) throws LambdaImageException {
    Report report = new Report(getLog());
    Destination destination = Destination.of(repository, Elements.present(tags));
    Assembly assembly = prebuilt ? asItIs() : assemble(services, BasePolicy.RECORDED);
    report.rebuilt(assembly);
    PublishedImage published = services.publisher().publish(assembly.layout(), destination);
    services.transfers().close();
    String uri = String.valueOf(published.layout().summary().imageUri());
    project.getProperties().setProperty("lambda-image.uri", uri);
    project
        .getProperties()
        .setProperty("lambda-image.digest", published.layout().summary().digest().toString());
    report.published(assembly, published, destination);
  }

  @Override
  boolean takesLayoutAsItIs() {
    return prebuilt;
  }

  private Assembly asItIs() throws LambdaImageException {
    return new Assembly(ImageLayout.open(outputDirectory.toPath()), List.of(), true);
  }
}
