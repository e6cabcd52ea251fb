package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compiles the project and runs the checks of {@code build} without writing an image: {@code mvn
 * lambda-image:check}.
 */
@Mojo(name = "check", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-build")
public class CheckMojo extends FunctionMojo {

  @Override
  void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    function.check();
  }
}
