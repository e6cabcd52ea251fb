package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.JavaProgram;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Makes an image from packed layers: its entrypoint, its documents, and the layers that come last.
 */
final class Composer {

  private final BaseContents contents;
  private final CacheDirectory cache;

  Composer(BaseContents contents, CacheDirectory cache) {
    this.contents = contents;
    this.cache = cache;
  }

  /**
   * Composes an image.
   *
   * @param onBase the image with everything that depends on its base
   * @param description of it, except for what depends on the base
   * @param blobs where the packed layers are
   */
  Composition compose(
      FunctionImage image,
      FunctionImage onBase,
      ContainerBuildPlan description,
      BaseImage base,
      List<BuiltLayer> layers,
      List<CheckResult> checks,
      Function<LayerBlob, Path> blobs)
      throws LambdaImageException, IOException {
    ContainerBuildPlan plan =
        started(ImagePlan.withEnvironment(onBase.environment(), description), image, base);
    StartupCaches startup = image.startup();
    if (startup != null) {
      try {
        return new StartupLayers(contents, cache, blobs)
            .on(image, onBase, plan, base, layers, checks, startup);
      } catch (LambdaImageException e) {
        startup.failed(e);
      }
    }
    return new Composition(layers, ImageDocuments.of(image, plan, base, layers, checks, null));
  }

  /** The plan with the base's Java, if the image starts that itself. */
  private ContainerBuildPlan started(ContainerBuildPlan plan, FunctionImage image, BaseImage base)
      throws LambdaImageException {
    if (!image.startsRuntimeClient()) {
      return plan;
    }
    String java =
        JavaProgram.find(base, contents.files(base))
            .orElseThrow(
                () ->
                    new LambdaImageException(
                        "<runtimeInterfaceClient> needs a Java in the base image, and there is none in '%s': neither in its JAVA_HOME nor on its PATH. Name a base with a Java in <from>."
                            .formatted(base.name())));
    return ImagePlan.startedBy(java, plan);
  }
}
