package io.github.lambdaimage.packaged;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The manifest of a package, which is a resource of the function. */
public final class PackagedManifest {

  private static final String TARGET = FunctionFile.TASK_ROOT + "/META-INF/MANIFEST.MF";

  private PackagedManifest() {}

  /**
   * Whether a package is a multi-release jar: it would answer by {@code META-INF/versions}, where
   * nobody looks once it is taken apart. One whose manifest is none says nothing.
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
    try (InputStream in = Files.newInputStream(manifest.source().path())) {
      String value = new Manifest(in).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE);
      return value != null && value.strip().equalsIgnoreCase("true");
    } catch (IOException e) {
      // Taken apart, the function can do without; whether it can be read at all shows elsewhere.
      return false;
    }
  }
}
