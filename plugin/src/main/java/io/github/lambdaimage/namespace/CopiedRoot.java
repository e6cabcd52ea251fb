package io.github.lambdaimage.namespace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * All files of an image in one directory, for kernels that do not let users mount overlayfs. Files
 * are hard links, which cost neither space nor time, and are seen through a read-only mount. On
 * another file system they are copies.
 */
final class CopiedRoot extends SimpleFileVisitor<Path> {

  private final Path from;
  private final Path root;

  private CopiedRoot(Path from, Path root) {
    this.from = from;
    this.root = root;
  }

  /**
   * Adds the files of a tree, unless later layers have them already.
   *
   * @param root a directory with what was added before
   */
  static void addBelow(Path from, Path root) throws IOException {
    Files.walkFileTree(from, new CopiedRoot(from, root));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    Path place = place(directory);
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return FileVisitResult.CONTINUE;
    }
    if (isTaken(place)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    Files.createDirectory(place);
    Files.setPosixFilePermissions(place, Files.getPosixFilePermissions(directory));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Path place = place(file);
    if (isTaken(place)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink()) {
      Files.createSymbolicLink(place, Files.readSymbolicLink(file));
      return FileVisitResult.CONTINUE;
    }
    try {
      Files.createLink(place, file);
    } catch (IOException | UnsupportedOperationException e) {
      // It is another file system, or another user's file, for which a kernel may refuse hard
      // links.
      Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return FileVisitResult.CONTINUE;
  }

  private Path place(Path file) {
    return root.resolve(from.relativize(file).toString());
  }

  private static boolean isTaken(Path place) {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
  }
}
