package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
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

  Path placeOf(Source.ModuleClasses classes) throws IOException {
    Path known = placesOfClasses.get(classes.path());
    if (known != null) {
      return known;
    }
    Path place = Files.createTempFile("lambda-image-", ".jar");
    // Maven may be told to end before this is closed.
    place.toFile().deleteOnExit();
    placesOfClasses.put(classes.path(), place);
    places.put(place, classes);
    return place;
  }

  /** Makes those that a layer has, if they are not there yet. */
  void make(FileEntriesLayer layer) throws IOException, LambdaImageException {
    for (FileEntry entry : layer.getEntries()) {
      Path place = entry.getSourceFile();
      Source.ModuleClasses classes = places.get(place);
      if (classes != null && made.add(place)) {
        ModuleJar.write(classes, place);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path place : places.keySet()) {
      Files.deleteIfExists(place);
    }
  }
}
