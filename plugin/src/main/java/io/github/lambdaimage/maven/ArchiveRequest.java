package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The archive to write, with checked values.
 *
 * @param names of its image; at least one
 */
record ArchiveRequest(List<String> names, Path file) {

  /**
   * Checks the parameters.
   *
   * @param tags as Maven fills them
   * @throws LambdaImageException when repository or tags are malformed
   */
  static ArchiveRequest of(String repository, List<@Nullable String> tags, Path file)
      throws LambdaImageException {
    return new ArchiveRequest(ArchiveNames.of(repository, tags), file);
  }
}
