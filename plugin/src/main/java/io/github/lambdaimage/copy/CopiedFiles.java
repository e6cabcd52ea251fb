package io.github.lambdaimage.copy;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.oci.ImageName;
import java.util.List;

/**
 * The files that a function takes from other images.
 *
 * @param files in the cache
 * @param images that they come from, pinned, each once
 */
public record CopiedFiles(List<FunctionFile> files, List<ImageName> images) {

  /** For a function without such files. */
  public static final CopiedFiles NONE = new CopiedFiles(List.of(), List.of());
}
