package io.github.lambdaimage.function;

import java.util.Comparator;
import java.util.List;

/**
 * A layer of the image before it is packed.
 *
 * @param name what people call it, such as {@code dependencies}
 * @param files at least one, sorted by target
 */
public record FunctionLayer(String name, List<FunctionFile> files) {

  public static FunctionLayer of(String name, List<FunctionFile> files) {
    return new FunctionLayer(
        name, files.stream().sorted(Comparator.comparing(FunctionFile::target)).toList());
  }
}
