package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A jar of a reactor module that has been compiled but not packaged: the runtime loads only jars
 * from {@code lib}.
 */
final class ModuleJar {

  private ModuleJar() {}

  /**
   * Writes the jar. Folders have entries, as in any jar: code that lists a folder ({@code
   * getResources("db/migration")}) finds it through them.
   */
  static void write(Source.ModuleClasses classes, Path jar)
      throws IOException, LambdaImageException {
    byte[] manifest = ManifestFile.bytes(ManifestFile.of(classes));
    try (StoredJar zip = StoredJar.create(jar)) {
      // A stream reads a jar's manifest only if it comes first.
      zip.addFolders(ManifestFile.NAME);
      zip.add(ManifestFile.NAME, manifest);
      for (Map.Entry<String, Path> entry : FileTree.list(classes.path()).entrySet()) {
        String name = entry.getKey();
        // Java finds a manifest in upper or lower case.
        if (!name.equalsIgnoreCase(ManifestFile.NAME)) {
          zip.addFolders(name);
          zip.add(name, entry.getValue());
        }
      }
    }
  }
}
