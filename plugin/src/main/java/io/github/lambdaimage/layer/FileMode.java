package io.github.lambdaimage.layer;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The mode in the image of a file without a configured mode. Of its own mode, only the owner's
 * executable bit counts: the others depend on the umask of whoever checked it out.
 */
final class FileMode {

  private static final int OWNER_EXECUTES = 0100;

  private FileMode() {}

  /**
   * The mode.
   *
   * @param isProgram whether it is executable if the file system does not tell, as on Windows
   */
  static int of(Path file, boolean isProgram) throws LambdaImageException {
    return isExecutable(file, isProgram) ? FunctionFile.EXECUTABLE : FunctionFile.READABLE;
  }

  private static boolean isExecutable(Path file, boolean isProgram) throws LambdaImageException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return isProgram;
    }
    try {
      return Files.getAttribute(file, "unix:mode") instanceof Integer mode
          && (mode & OWNER_EXECUTES) != 0;
    } catch (IOException e) {
      throw FileSize.unreadable(file, e);
    }
  }
}
