package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.LocalePath;
import java.io.File;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compiles the project and writes the function's image as one file, complete with the base's
 * layers: {@code mvn lambda-image:tar}. {@code docker load}, {@code podman load} and tools for OCI
 * archives read it.
 */
@Mojo(name = "tar", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES, lifecycle = "lambda-image-use")
@SuppressWarnings("NullAway.Init") // Maven fills the parameters before it calls execute().
public class TarMojo extends FunctionMojo {

  /** The file to write. */
  @Parameter(
      property = "lambda-image.archive",
      defaultValue = "${project.build.directory}/lambda-image.tar")
  private File archive;

  @Override
  void run(GoalContext context, FunctionBuild function) throws LambdaImageException {
    ArchiveRequest request = archiveRequest();
    GoalReport report = new GoalReport(context.console());
    Assembly unused =
        function.work(
            () -> {
              Assembly assembly = function.assemble(BasePolicy.RECORDED);
              report.built(assembly);
              context
                  .connections()
                  .archive()
                  .write(assembly.layout(), request.names(), request.file());
              return assembly;
            });
    context.console().clear();
    report.archived(archive, request.names());
  }

  /** The request for the archive. */
  ArchiveRequest archiveRequest() throws LambdaImageException {
    return ArchiveRequest.of(repository, tags, LocalePath.of(archive));
  }
}
