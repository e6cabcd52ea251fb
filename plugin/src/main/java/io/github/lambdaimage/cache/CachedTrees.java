package io.github.lambdaimage.cache;

import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Folders of the cache that count as a whole, such as all files of a base. Like its files they
 * appear by a move; unlike files they are pruned by a stamp beside their content, whose own times
 * are those of the base.
 */
public final class CachedTrees {

  /** The folder of all trees. */
  static final String KIND = "trees";

  /** The stamp of a tree, whose time is that of the last use. */
  static final String USED = "used";

  private static final String FILES = "files";

  private final CacheDirectory cache;

  public CachedTrees(CacheDirectory cache) {
    this.cache = cache;
  }

  /**
   * Fills a folder.
   *
   * @param <E> another exception that it may throw
   */
  @FunctionalInterface
  public interface Maker<E extends Exception> {

    /** Writes into an empty folder. */
    void fill(Path folder) throws IOException, E;
  }

  /**
   * The folder of a name, which nobody may change; it is made if it does not exist.
   *
   * @throws IOException when it cannot be made anywhere
   */
  public <E extends Exception> Path of(Digest name, Maker<E> maker) throws IOException, E {
    synchronized (cache.lock(name)) {
      for (CacheFolder folder : cache.places()) {
        Path tree = tree(folder, name);
        if (isWhole(tree)) {
          cache.touch(tree.resolve(USED));
          return tree.resolve(FILES);
        }
      }
      return make(name, maker);
    }
  }

  private <E extends Exception> Path make(Digest name, Maker<E> maker) throws IOException, E {
    CacheFolder folder = cache.places().get(0);
    Path temporary;
    try {
      temporary = newTemporary(folder);
    } catch (IOException e) {
      folder = cache.asideOrThrow(e);
      temporary = newTemporary(folder);
    }
    Path begun = temporary;
    AtExit exit = AtExit.run(() -> discard(begun));
    try {
      Path files = Files.createDirectory(begun.resolve(FILES));
      maker.fill(files);
      Files.createFile(begun.resolve(USED));
      become(begun, tree(folder, name));
    } finally {
      exit.close();
    }
    return tree(folder, name).resolve(FILES);
  }

  /** Another process may have been faster: its result is as good. */
  private static void become(Path temporary, Path tree) throws IOException {
    try {
      Files.move(temporary, tree, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (isWhole(tree)) {
        return;
      }
      discard(tree);
      Files.move(temporary, tree, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Path newTemporary(CacheFolder folder) throws IOException {
    Path trees = Files.createDirectories(folder.root().resolve(KIND));
    while (true) {
      try {
        return Files.createDirectory(anyName(trees));
      } catch (FileAlreadyExistsException e) {
        // The next number is as good.
      }
    }
  }

  private static Path anyName(Path trees) {
    String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return trees.resolve(number + TemporaryFile.SUFFIX);
  }

  private static Path tree(CacheFolder folder, Digest name) {
    return folder.file(KIND, name.hex());
  }

  private static boolean isWhole(Path tree) {
    return Files.exists(tree.resolve(USED), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(tree.resolve(FILES));
  }

  /** Deletes a tree; from the first moment on, nobody finds a part of it. */
  static void discard(Path tree) {
    try {
      if (Files.exists(tree)) {
        Path last = anyName(tree.resolveSibling(""));
        Files.move(tree, last, StandardCopyOption.ATOMIC_MOVE);
        FileTrees.delete(last);
      }
    } catch (IOException e) {
      // It is somebody else's, or gone.
    }
  }
}
