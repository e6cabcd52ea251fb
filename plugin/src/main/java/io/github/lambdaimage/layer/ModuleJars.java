package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jars of modules that were compiled but not packaged. Each has its path from the start, so
 * that a plan can name it; it is made when its layer is packed, and deleted at the end.
 */
public final class ModuleJars implements Closeable {

  private final Map<Path, Path> placesOfClasses = new HashMap<>();
  private final Map<Path, Source.ModuleClasses> places = new HashMap<>();
  private final Set<Path> filled = new HashSet<>();
  private final List<AtExit> exits = new ArrayList<>();

  Path placeOf(Source.ModuleClasses classes) throws LambdaImageException {
    Path known = placesOfClasses.get(classes.path());
    if (known != null) {
      return known;
    }
    Path made;
    try {
      made = Files.createTempFile("lambda-image-", ".jar");
    } catch (IOException e) {
      throw notMade(classes, e);
    }
    exits.add(AtExit.run(() -> TemporaryFile.discard(made)));
    placesOfClasses.put(classes.path(), made);
    places.put(made, classes);
    return made;
  }

  /** Makes the jars of a layer that do not exist yet. */
  void make(LayerPlan layer) throws LambdaImageException {
    for (FileEntry entry : layer.files().getEntries()) {
      Path place = entry.getSourceFile();
      Source.ModuleClasses classes = places.get(place);
      if (classes != null && filled.add(place)) {
        try {
          ModuleJar.write(classes, place);
        } catch (IOException e) {
          throw notMade(classes, e);
        }
      }
    }
  }

  private static LambdaImageException notMade(Source.ModuleClasses classes, IOException e) {
    return new LambdaImageException(
        "No jar could be made of '%s' among the temporary files: %s. Free space, or name a directory for them with '-Djava.io.tmpdir='."
            .formatted(classes.path(), FailureReason.of(e)),
        e);
  }

  @Override
  public void close() {
    exits.forEach(AtExit::close);
  }
}
