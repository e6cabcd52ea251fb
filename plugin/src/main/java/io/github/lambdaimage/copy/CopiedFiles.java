package io.github.lambdaimage.copy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.oci.ImageName;
import java.util.List;

/**
 * The files that a function takes from other images.
 *
 * @param files as they lie in the cache
 * @param images they are from, pinned, each once
 */
public record CopiedFiles(List<FunctionFile> files, List<ImageName> images) {

  /** Of a function that takes none. */
  public static final CopiedFiles NONE = new CopiedFiles(List.of(), List.of());
}
