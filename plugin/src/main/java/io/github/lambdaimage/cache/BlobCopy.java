package io.github.lambdaimage.cache;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Puts a blob into a second place. A copy is safer than a hard link, whose bytes and permissions
 * belong to both names: whoever writes to one damages the other. But a gigabyte is not written
 * twice.
 */
public final class BlobCopy {

  /** Up to this size, in bytes, a copy takes a few milliseconds. */
  private static final long SMALL = 16 * 1024 * 1024;

  /** File systems that copy a file without writing its bytes, if the JVM asks for that. */
  private static final Set<String> CLONING = Set.of("btrfs", "xfs", "bcachefs", "apfs");

  /** The first Java whose file channels ask Linux for that. */
  private static final int JAVA_THAT_CLONES = 21;

  /** More than the coarsest clock of a file system, and irrelevant when days are counted. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private BlobCopy() {}

  /**
   * Puts it there, replacing any file: as a copy, or as a hard link if it is large and the file
   * system would have to write it again.
   */
  public static void share(Path from, Path to) throws IOException {
    if (Files.size(from) > SMALL && !clones(from)) {
      try (TemporaryFile temporary = TemporaryFile.beside(to)) {
        Files.delete(temporary.path());
        Files.createLink(temporary.path(), from);
        temporary.become(to);
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // It is another disk, or links are not possible, or the file belongs to another user.
      }
    }
    copy(from, to);
  }

  /** Copies it, even onto itself: then its bytes and permissions are its own. */
  public static void copy(Path from, Path to) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.beside(to)) {
      try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
          FileChannel out = FileChannel.open(temporary.path(), StandardOpenOption.WRITE)) {
        long size = in.size();
        for (long done = 0; done < size; ) {
          long count = in.transferTo(done, size - done, out);
          if (count <= 0) {
            throw new EOFException("'" + from + "' became shorter while it was copied");
          }
          done += count;
        }
      }
      settle(temporary.path());
      temporary.become(to);
    }
  }

  /**
   * Sets the time of a finished file back: whoever writes to it later gives it another time,
   * however coarse the file system's clock is.
   */
  public static void settle(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(SETTLED)));
    } catch (IOException e) {
      // Then it is read once more before it is trusted.
    }
  }

  private static boolean clones(Path file) throws IOException {
    return Runtime.version().feature() >= JAVA_THAT_CLONES
        && CLONING.contains(Files.getFileStore(file).type());
  }
}
