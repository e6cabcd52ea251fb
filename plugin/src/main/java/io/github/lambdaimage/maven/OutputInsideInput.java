package io.github.lambdaimage.maven;

import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.layer.AntPatterns;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Refuses an image that would contain itself: each build would make another one. */
final class OutputInsideInput {

  /** A file that each image has. */
  private static final String FILE = "index.json";

  private OutputInsideInput() {}

  /**
   * Refuses it.
   *
   * @param output where the image is written
   * @param classes of the project, or the content that replaces them
   * @param unpacked where the content is unpacked to, if it is
   */
  static void refuse(
      Path output, Path classes, Optional<Path> unpacked, List<ExtraFiles> extraFiles)
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
        String prefix = prefix(from, own);
        if (new AntPatterns(extra.includes(), extra.excludes()).match(prefix + FILE)) {
          String more =
              unpacked.isPresent() && absolute(unpacked.get()).startsWith(from)
                  ? exclude(prefix(from, absolute(unpacked.get())))
                  : "";
          throw new LambdaImageException(
              "<extraFiles>: '%s' has the image itself in it ('%s'), which would be another one with each build. Name a directory without it in <from>, or add %s%s."
                  .formatted(extra.from(), output, exclude(prefix), more));
        }
      }
    }
  }

  /**
   * Refuses extra files from the folder that {@code <content>} is unpacked to: they would be in the
   * image twice, and missing before the first unpacking.
   */
  static void refuse(List<FunctionFile> extra, Path unpacked) throws LambdaImageException {
    Path folder = absolute(unpacked);
    for (FunctionFile file : extra) {
      if (absolute(file.source().path()).startsWith(folder)) {
        throw new LambdaImageException(
            "<extraFiles>: '%s' is of the folder that <content> is unpacked to ('%s'), and would be in the image twice. Name a directory without it in <from>, or add <exclude>**/%s/**</exclude>."
                .formatted(file.source().path(), unpacked, unpacked.getFileName()));
      }
    }
  }

  private static String prefix(Path from, Path folder) {
    String relative =
        from.relativize(folder).toString().replace(folder.getFileSystem().getSeparator(), "/");
    return relative.isEmpty() ? "" : relative + "/";
  }

  private static String exclude(String prefix) {
    return "<exclude>" + prefix + "**</exclude>";
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
