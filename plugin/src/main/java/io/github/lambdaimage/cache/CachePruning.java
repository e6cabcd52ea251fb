package io.github.lambdaimage.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deletes from a cache what nobody uses, once a day at most. */
final class CachePruning {

  private static final Duration UNUSED_FOR = Duration.ofDays(30);
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
  private static final String LAST_TIME = "pruned";

  private final CacheFolder folder;
  private final Instant now;

  CachePruning(CacheFolder folder, Instant now) {
    this.folder = folder;
    this.now = now;
  }

  /** Prunes what we may prune. */
  void run() throws IOException {
    Path lastTime = folder.root().resolve(LAST_TIME);
    if (!Files.isDirectory(folder.root()) || isNewer(lastTime, now.minus(ABANDONED_AFTER))) {
      return;
    }
    Files.write(lastTime, new byte[0]);
    Files.setLastModifiedTime(lastTime, FileTime.from(now));
    pruneFiles();
    pruneTrees();
    pruneGenerations();
  }

  private void pruneFiles() throws IOException {
    Instant emptyBefore = now.minus(ABANDONED_AFTER);
    Files.walkFileTree(
        folder.root(),
        new FileTrees.Visitor() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(trees())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean temporary = folder.temporaries().equals(file.getParent());
            if (isBefore(attributes, now.minus(temporary ? ABANDONED_AFTER : UNUSED_FOR))) {
              TemporaryFile.discard(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            // The folder of an old version of the plugin; one with files in it stays.
            if (isBefore(Files.readAttributes(directory, BasicFileAttributes.class), emptyBefore)) {
              TemporaryFile.discard(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Path trees() {
    return folder.root().resolve(CachedTrees.KIND);
  }

  /** Prunes trees as a whole: the files in them have the times of the base. */
  private void pruneTrees() throws IOException {
    if (!Files.isDirectory(trees())) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(trees())) {
      for (Path tree : all) {
        Path stamp = tree.resolve(CachedTrees.USED);
        boolean whole = Files.exists(stamp);
        if (!isNewer(whole ? stamp : tree, now.minus(whole ? UNUSED_FOR : ABANDONED_AFTER))) {
          CachedTrees.discard(tree);
        }
      }
    }
  }

  /** Prunes what plugin versions with another layout of the cache have left beside ours. */
  private void pruneGenerations() throws IOException {
    Path generations = Objects.requireNonNull(folder.root().getParent());
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(generations, CachePruning::isGeneration)) {
      for (Path sibling : siblings) {
        if (!sibling.equals(folder.root()) && !FileTrees.anyNewer(sibling, now.minus(UNUSED_FOR))) {
          FileTrees.delete(sibling);
        }
      }
    }
  }

  private static boolean isGeneration(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.length() > 1
        && name.charAt(0) == 'v'
        && name.chars().skip(1).allMatch(it -> it >= '0' && it <= '9')
        && Files.isDirectory(folder);
  }

  private static boolean isNewer(Path file, Instant instant) throws IOException {
    return Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isAfter(instant);
  }

  private static boolean isBefore(BasicFileAttributes file, Instant instant) {
    return file.lastModifiedTime().toInstant().isBefore(instant);
  }
}
