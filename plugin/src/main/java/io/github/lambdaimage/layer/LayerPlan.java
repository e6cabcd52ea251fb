package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;

/** A layer in the words of Jib's build plan. */
public final class LayerPlan {

  private LayerPlan() {}

  /**
   * Describes a layer; no file is read for it.
   *
   * @param jars gives a place to each jar that has yet to be made
   */
  public static FileEntriesLayer of(FunctionLayer layer, ModuleJars jars)
      throws LambdaImageException {
    FileEntriesLayer.Builder plan = FileEntriesLayer.builder().setName(layer.name());
    for (FunctionFile file : layer.files()) {
      plan.addEntry(
          file.source() instanceof Source.ModuleClasses classes
              ? jars.placeOf(classes)
              : file.source().path(),
          AbsoluteUnixPath.get(file.target()),
          FilePermissions.fromOctalString(Integer.toOctalString(file.mode())),
          FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
    }
    return plan.build();
  }
}
