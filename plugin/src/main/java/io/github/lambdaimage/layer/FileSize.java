package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The size of a file of the image before it is packed. */
public final class FileSize {

  private FileSize() {}

  /**
   * Its size in bytes; for a module's classes, the sum of all files in them; for a link, 0.
   *
   * @throws LambdaImageException when it cannot be determined
   */
  public static long of(FunctionFile file) throws LambdaImageException {
    long size = 0;
    for (Path it : files(file.source())) {
      size += of(it);
    }
    return size;
  }

  static long of(Path file) throws LambdaImageException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The failure to read a file for the image, as opposed to one to write the image. */
  static LambdaImageException unreadable(Path file, IOException e) {
    return new LambdaImageException(
        "'%s' cannot be read: %s. Make it readable, and run again."
            .formatted(file, FailureReason.of(e)),
        e);
  }

  private static Collection<Path> files(Source source) throws LambdaImageException {
    if (source instanceof Source.ModuleClasses classes) {
      return FileTree.list(classes.path()).values();
    }
    return source instanceof Source.Link ? List.of() : List.of(source.path());
  }
}
