package io.github.lambdaimage.maven;

import io.github.lambdaimage.engine.LoadedImage;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.AwsEmulator;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the project and loads the function's image into the container engine of this machine:
 * {@code mvn lambda-image:load}. It prints the commands that run the image and invoke the function:
 * the engine's if the image has AWS's emulator, otherwise Maven's.
 */
@Mojo(name = "load", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-use")
public class LoadMojo extends FunctionMojo {

  /**
   * The container engine: its name or path. The default is the first on the {@code PATH} of {@code
   * docker}, {@code podman}, {@code finch} and {@code nerdctl}.
   */
  @Parameter(property = "lambda-image.engine")
  @Nullable String engine;

  @Override
  void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    LoadRequest request = loadRequest(context.maven().environment());
    List<String> names = request.names();
    GoalReport report = new GoalReport(context.console());
    try (TemporaryArchive archive = TemporaryArchive.in(project.getBuild().getDirectory())) {
      Assembly built =
          function.work(
              () -> {
                Assembly assembly = function.assemble(BasePolicy.RECORDED);
                report.built(assembly);
                context.connections().archive().write(assembly.layout(), names, archive.file());
                return assembly;
              });
      context.console().clear();
      LoadedImage loaded = request.engine().load(archive.file(), names, request.architecture());
      report.loaded(
          loaded,
          AwsEmulator.isIn(built.layout()),
          session.getSystemProperties().getProperty("os.arch"));
    }
  }

  /**
   * The engine to load the image into.
   *
   * @param environment of this machine
   */
  LoadRequest loadRequest(Map<String, String> environment) throws LambdaImageException {
    return LoadRequest.of(repository, tags, engine, architecture, environment);
  }
}
