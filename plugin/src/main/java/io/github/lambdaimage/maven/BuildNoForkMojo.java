package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the function's image from the classes that are already compiled, for use in {@code
 * <executions>}. It writes {@code target/lambda-image} and needs no container engine.
 */
@Mojo(name = "build-no-fork", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class BuildNoForkMojo extends FunctionMojo {

  @Override
  void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    GoalReport report = new GoalReport(context.console());
    report.built(function.work(() -> function.assemble(BasePolicy.CURRENT)));
  }
}
