package io.github.lambdaimage.packaged;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** The manifest of a package, which is a resource of the function. */
public final class PackagedManifest {

  private static final String TARGET = FunctionFile.TASK_ROOT + "/" + ManifestFile.NAME;

  private PackagedManifest() {}

  /**
   * Whether a package is a multi-release jar: {@code META-INF/versions} has no effect once it is
   * unpacked. An invalid manifest counts as no.
   */
  public static boolean isMultiRelease(List<FunctionLayer> layers) {
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        if (file.target().equals(TARGET)) {
          return isMultiRelease(file);
        }
      }
    }
    return false;
  }

  private static boolean isMultiRelease(FunctionFile manifest) {
    try {
      return ManifestFile.read(manifest.source().path()).isMultiRelease();
    } catch (LambdaImageException e) {
      // Unpacked, the function works without it; other checks show whether it can be read at all.
      return false;
    }
  }
}
