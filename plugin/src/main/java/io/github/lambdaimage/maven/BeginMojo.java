package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts what can go on while the project is compiled. The goals {@code build}, {@code push} and so
 * on run it before they compile; by itself it is of no use.
 */
@Mojo(name = "begin", threadSafe = true)
public class BeginMojo extends PushNoForkMojo {

  /** Whether the image will be published; set by the lifecycle of the goal that runs this one. */
  @Parameter(defaultValue = "false")
  private boolean publishes;

  @Override
  void run(GoalContext context) throws LambdaImageException {
    boolean expected =
        FunctionModule.isExpected(
            project.getPackaging(),
            context.maven().isReactor(),
            handler != null,
            Files.isDirectory(outputDirectory.toPath()));
    if (expected && publishes) {
      PushRequest request = pushRequest(context);
      context.build().begin(project, request, context.connect(request));
    }
  }

  /** The goal that comes after will say it. */
  @Override
  void tellSkipped(String why) {}
}
