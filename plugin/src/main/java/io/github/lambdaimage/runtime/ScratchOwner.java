package io.github.lambdaimage.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of a scratch directory that somebody uses it: a lock, which the system ends with the
 * process, however that ends.
 */
final class ScratchOwner implements AutoCloseable {

  private static final String PREFIX = "lambda-image-";
  private static final String LOCK = "owner";

  private final FileChannel lock;

  private ScratchOwner(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * What the names of this process's directories begin with. It must open no lock of its own twice:
   * the first that is closed ends it.
   */
  static String prefix() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  /** Marks a new directory. The file gets its name once it is locked: nobody sees it before. */
  static ScratchOwner mark(Path directory) throws IOException {
    Path file = directory.resolve("new-" + LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      var unused = channel.tryLock();
      Files.move(file, directory.resolve(LOCK));
      return new ScratchOwner(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The directories beside one that processes have left which were killed. */
  static List<Path> abandoned(Path directory) {
    List<Path> abandoned = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(directory.resolveSibling(""), PREFIX + "*")) {
      for (Path each : all) {
        if (!String.valueOf(each.getFileName()).startsWith(prefix()) && isAbandoned(each)) {
          abandoned.add(each);
        }
      }
    } catch (IOException e) {
      // Then they stay for another run.
    }
    return abandoned;
  }

  /** One without a lock is not marked yet, or not ours. */
  private static boolean isAbandoned(Path directory) {
    try (FileChannel channel =
        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // It ends with the process.
    }
  }
}
