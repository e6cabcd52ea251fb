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

/** A package that is a folder. */
final class PackageFolder {

  private PackageFolder() {}

  /** The files that exist now, following symbolic links. */
  static PackagedFiles files(Path folder) throws LambdaImageException {
    SortedMap<String, Path> files = FileTree.list(folder);
    return new PackagedFiles(files, executables(folder, files));
  }

  /** The executable files; none on a file system without that bit. */
  private static Set<String> executables(Path folder, SortedMap<String, Path> files)
      throws LambdaImageException {
    Set<String> executables = new HashSet<>();
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return executables;
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String name = file.getKey();
      // Most files need no look.
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
