package io.github.lambdaimage.function;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * A layer of the image before it is packed.
 *
 * @param name what people call it, such as {@code dependencies}
 * @param files at least one, sorted by target
 * @param directoryModes of the directories that the files lie in, as far as they are not 755, by
 *     absolute path
 */
public record FunctionLayer(
    String name, List<FunctionFile> files, SortedMap<String, Integer> directoryModes) {

  /** A layer whose directories are all 755. */
  public FunctionLayer(String name, List<FunctionFile> files) {
    this(name, files, Collections.emptySortedMap());
  }

  public static FunctionLayer of(String name, List<FunctionFile> files) {
    return of(name, files, Collections.emptySortedMap());
  }

  /** The same, with the modes of directories. */
  public static FunctionLayer of(
      String name, List<FunctionFile> files, SortedMap<String, Integer> directoryModes) {
    return new FunctionLayer(
        name,
        files.stream().sorted(Comparator.comparing(FunctionFile::target)).toList(),
        directoryModes);
  }
}
