package io.github.lambdaimage.packaged;

import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** A package that is not packed: a folder. */
final class PackageFolder {

  private PackageFolder() {}

  /** The files that are there now, symbolic links followed. */
  static PackagedFiles files(Path folder) throws LambdaImageException {
    SortedMap<String, Path> files = FileTree.list(folder);
    return new PackagedFiles(files, executables(folder, files));
  }

  /** On a file system without such a bit there are none. */
  private static Set<String> executables(Path folder, SortedMap<String, Path> files)
      throws LambdaImageException {
    Set<String> executables = new HashSet<>();
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return executables;
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String name = file.getKey();
      // Of most files nobody has to ask.
      if (!name.endsWith(".class") && !name.endsWith(".jar") && isExecutable(file.getValue())) {
        executables.add(name);
      }
    }
    return executables;
  }

  private static boolean isExecutable(Path file) throws LambdaImageException {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable, and run again."
              .formatted(file, FailureReason.of(e)),
          e);
    }
  }
}
