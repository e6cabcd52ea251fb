package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.layer.LayerPlan;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link FunctionImage} as Jib's build plan. It is made only if something has to be built. */
final class ImagePlan {

  private static final String OS = "linux";

  /** The client must be on Java's own class path; it finds the function by itself. */
  private static final String CLASS_PATH =
      FunctionFile.TASK_ROOT + "/lib/*:" + FunctionFile.TASK_ROOT;

  private ImagePlan() {}

  /**
   * Plans the image; no file is read for it.
   *
   * @param jars gives a path to each jar that is made later
   */
  static ContainerBuildPlan of(FunctionImage image, ModuleJars jars) throws LambdaImageException {
    ContainerBuildPlan.Builder plan =
        ContainerBuildPlan.builder()
            .setBaseImage(image.from().text())
            .setPlatforms(Set.of(new Platform(image.architecture().ociName(), OS)))
            .setFormat(image.format() == ManifestFormat.OCI ? ImageFormat.OCI : ImageFormat.Docker)
            .setCreationTime(image.created())
            .setEnvironment(image.environment())
            .setLabels(image.labels())
            .setCmd(
                image.handler().equals(Handler.NONE) || image.entrypoint().handler().isPresent()
                    ? List.of()
                    : List.of(image.handler().value()));
    if (image.entrypoint().isOwn()) {
      plan.setEntrypoint(image.entrypoint().command());
    }
    for (FunctionLayer layer : image.layers()) {
      plan.addLayer(LayerPlan.of(layer, jars));
    }
    return plan.build();
  }

  /**
   * The plan in which Java starts the runtime interface client among the function's jars; without
   * it, entrypoint and working directory stay the base's.
   *
   * @param java the base's
   */
  static ContainerBuildPlan startedBy(String java, ContainerBuildPlan plan) {
    return plan.toBuilder()
        .setEntrypoint(List.of(java, "-cp", CLASS_PATH, LambdaJava.RUNTIME_CLIENT))
        .setWorkingDirectory(AbsoluteUnixPath.get(FunctionFile.TASK_ROOT))
        .build();
  }

  /** The plan with other variables. */
  static ContainerBuildPlan withEnvironment(
      Map<String, String> environment, ContainerBuildPlan plan) {
    return plan.toBuilder().setEnvironment(environment).build();
  }

  /** The plan with another entrypoint. */
  static ContainerBuildPlan withEntrypoint(List<String> entrypoint, ContainerBuildPlan plan) {
    return plan.toBuilder().setEntrypoint(entrypoint).build();
  }

  /** Whether a command starts AWS's runtime interface client itself. */
  static boolean startsClient(List<String> command) {
    return command.contains(LambdaJava.RUNTIME_CLIENT);
  }

  /** One of the plan's layers, all of which are made of files. */
  static LayerPlan layer(ContainerBuildPlan plan, int index) {
    return (LayerPlan) plan.getLayers().get(index);
  }
}
