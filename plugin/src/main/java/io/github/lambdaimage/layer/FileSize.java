package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** How large a file of the image is before it is packed. */
public final class FileSize {

  private FileSize() {}

  /**
   * Its size in bytes; of a module's classes, that of all files in them.
   *
   * @throws LambdaImageException when it cannot be found out
   */
  public static long of(FunctionFile file) throws LambdaImageException {
    long size = 0;
    for (Path it : files(file.source())) {
      try {
        size += Files.size(it);
      } catch (IOException e) {
        throw new LambdaImageException(
            "'%s' cannot be read: %s. Make it readable.".formatted(it, Reason.of(e)), e);
      }
    }
    return size;
  }

  private static Collection<Path> files(Source source) throws LambdaImageException {
    return source instanceof Source.ModuleClasses classes
        ? FileTree.list(classes.path()).values()
        : List.of(source.path());
  }
}
