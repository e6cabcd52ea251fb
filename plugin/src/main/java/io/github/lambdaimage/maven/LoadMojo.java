package io.github.lambdaimage.maven;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.LoadedImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the project and hands the function's image to the container engine of this machine:
 * {@code mvn lambda-image:load}. Prints the commands that run the image and invoke the function.
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
    Report report = new Report(context.console());
    ContainerEngine found = ContainerEngine.of(engine, context.maven().environment());
    List<String> names = ArchiveNames.of(repository, tags);
    Assembly assembly = function.assemble(BasePolicy.RECORDED);
    report.built(assembly);
    try (TemporaryArchive archive = TemporaryArchive.in(project.getBuild().getDirectory())) {
      context.connections().archive().write(assembly.layout(), names, archive.file());
      context.console().clear();
      LoadedImage loaded = found.load(archive.file(), names, Architecture.parse(architecture));
      report.loaded(loaded, session.getSystemProperties().getProperty("os.arch"));
    }
  }
}
