package io.github.lambdaimage.maven;

import javax.inject.Inject;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compiles the project, builds the function's image and publishes it, for use on the command line:
 * {@code mvn lambda-image:push}. What {@code build} wrote is sent as it is; if the project changed
 * since, the image is built anew first. The last line of output is the image's URI.
 */
@Mojo(name = "push", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven fills the parameters before it calls execute().
public class PushMojo extends PushNoForkMojo {

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution mojoExecution;

  @Inject private LifecycleExecutor lifecycleExecutor;

  /**
   * Runs the phases that {@code build} would fork. Not by {@code @Execute}, which cannot be turned
   * off: a prebuilt image must not compile anything.
   */
  @Override
  void prepare() throws MojoExecutionException {
    MojoExecution forking =
        new MojoExecution(
            mojoExecution.getMojoDescriptor().getPluginDescriptor().getMojo("build"),
            mojoExecution.getExecutionId());
    try {
      lifecycleExecutor.calculateForkedExecutions(forking, session);
      lifecycleExecutor.executeForkedExecutions(forking, session);
    } catch (LifecycleExecutionException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } catch (Exception e) {
      throw new MojoExecutionException("The phases before 'lambda-image:push' did not run.", e);
    }
  }
}
