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
 * All files of an image in one tree, where a kernel lets no user lay one over another. Files are
 * further names of those that there are, which cost neither space nor time: who runs there sees
 * them on a mount that cannot be written. On another file system they are copies.
 */
final class CopiedRoot extends SimpleFileVisitor<Path> {

  private final Path from;
  private final Path root;

  private CopiedRoot(Path from, Path root) {
    this.from = from;
    this.root = root;
  }

  /**
   * Adds the files of a tree, below those that are there.
   *
   * @param root a directory, which has what was added before
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
      // Another file system, or another user's file, of which a kernel may allow no second name.
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
