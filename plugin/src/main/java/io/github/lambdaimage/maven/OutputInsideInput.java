package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.layer.AntPatterns;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;

/** An image that would contain itself: each build would make another one. */
final class OutputInsideInput {

  /** What each image has. */
  private static final String FILE = "index.json";

  private OutputInsideInput() {}

  /**
   * Refuses it.
   *
   * @param output where the image is written
   * @param classes of the project, or what is packed in their place
   */
  static void refuse(Path output, Path classes, List<ExtraFiles> extraFiles)
      throws LambdaImageException {
    Path own = absolute(output);
    if (own.startsWith(absolute(classes))) {
      throw new LambdaImageException(
          "<outputDirectory> '%s' is among the function's own files in '%s', so that the image would contain itself, and be another one with each build. Set it to a directory elsewhere."
              .formatted(output, classes));
    }
    for (ExtraFiles extra : extraFiles) {
      Path from = absolute(extra.from());
      if (own.startsWith(from)) {
        String relative =
            from.relativize(own).toString().replace(own.getFileSystem().getSeparator(), "/");
        String prefix = relative.isEmpty() ? "" : relative + "/";
        if (new AntPatterns(extra.includes(), extra.excludes()).match(prefix + FILE)) {
          throw new LambdaImageException(
              "<extraFiles>: '%s' has the image itself in it ('%s'), which would be another one with each build. Name a directory without it in <from>, or add <exclude>%s**</exclude>."
                  .formatted(extra.from(), output, prefix));
        }
      }
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
