package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The jars of modules that were compiled but not packaged. Each has its place at once, so that a
 * plan can name it; it is made when its layer is packed, and deleted in the end.
 */
public final class ModuleJars implements Closeable {

  private final Map<Path, Path> placesOfClasses = new HashMap<>();
  private final Map<Path, Source.ModuleClasses> places = new HashMap<>();
  private final Set<Path> made = new HashSet<>();

  Path placeOf(Source.ModuleClasses classes) throws LambdaImageException {
    Path known = placesOfClasses.get(classes.path());
    if (known != null) {
      return known;
    }
    Path place;
    try {
      place = Files.createTempFile("lambda-image-", ".jar");
    } catch (IOException e) {
      throw notMade(classes, e);
    }
    // Maven may be told to end before this is closed.
    place.toFile().deleteOnExit();
    placesOfClasses.put(classes.path(), place);
    places.put(place, classes);
    return place;
  }

  /** Makes those that a layer has, if they are not there yet. */
  void make(FileEntriesLayer layer) throws LambdaImageException {
    for (FileEntry entry : layer.getEntries()) {
      Path place = entry.getSourceFile();
      Source.ModuleClasses classes = places.get(place);
      if (classes != null && made.add(place)) {
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
            .formatted(classes.path(), Reason.of(e)),
        e);
  }

  @Override
  public void close() {
    for (Path place : places.keySet()) {
      TemporaryFile.discard(place);
    }
  }
}
