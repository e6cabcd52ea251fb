package io.github.lambdaimage.message;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths for names that users write: the process's locale may be unable to encode them. */
public final class LocalePath {

  private LocalePath() {}

  /**
   * The path of a file.
   *
   * @throws LambdaImageException when this process cannot name such a file
   */
  public static Path of(File file) throws LambdaImageException {
    try {
      return file.toPath();
    } catch (InvalidPathException e) {
      throw refused(file.getPath(), e);
    }
  }

  /**
   * The path of a name, which may be relative to a directory.
   *
   * @throws LambdaImageException when this process cannot name such a file
   */
  public static Path of(Path directory, String name) throws LambdaImageException {
    try {
      return directory.resolve(name);
    } catch (InvalidPathException e) {
      throw refused(name, e);
    }
  }

  private static LambdaImageException refused(String name, InvalidPathException e) {
    return new LambdaImageException(
        (StandardCharsets.US_ASCII.newEncoder().canEncode(name)
                ? "The file name '%s' is not valid on this system: %s. Write another name."
                : "The file name '%s' has characters that cannot be written in the locale of this process (%s). Set the environment variable LC_ALL=C.UTF-8 for Maven.")
            .formatted(name, e.getReason()),
        e);
  }
}
