package io.github.lambdaimage.function;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * A layer of the image before it is packed.
 *
 * @param name shown to people, such as {@code dependencies}
 * @param files at least one, sorted by target
 * @param directoryModes by absolute path, of the files' directories that do not have mode 755
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

  /** A layer with the modes of its directories. */
  public static FunctionLayer of(
      String name, List<FunctionFile> files, SortedMap<String, Integer> directoryModes) {
    return new FunctionLayer(
        name,
        files.stream().sorted(Comparator.comparing(FunctionFile::target)).toList(),
        directoryModes);
  }
}
