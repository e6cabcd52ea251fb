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
 * Brings a blob to a second place. A copy is better than a hard link, whose bytes and rights are
 * those of both names: whoever writes to one damages the other. But a gigabyte is not written
 * twice.
 */
public final class BlobCopy {

  /** Up to this size, in bytes, copying takes a few milliseconds. */
  private static final long SMALL = 16 * 1024 * 1024;

  /** File systems that copy a file without its bytes, if the JVM asks them to. */
  private static final Set<String> CLONING = Set.of("btrfs", "xfs", "bcachefs", "apfs");

  /** The first whose file channels ask Linux for that. */
  private static final int JAVA_THAT_CLONES = 21;

  /** More than the coarsest clock of a file system, and nothing to whoever counts in days. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private BlobCopy() {}

  /**
   * Brings it there, in the place of whatever is there: as a copy, or as a hard link if it is large
   * and the file system would have to write it again.
   */
  public static void share(Path from, Path to) throws IOException {
    if (Files.size(from) > SMALL && !clones(from)) {
      try (TemporaryFile temporary = TemporaryFile.beside(to)) {
        Files.delete(temporary.path());
        Files.createLink(temporary.path(), from);
        temporary.become(to);
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Another disk, or no links there, or somebody else's file.
      }
    }
    copy(from, to);
  }

  /** Copies it, onto itself too: then it has the bytes and the rights for itself. */
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
   * Sets the time of a finished file back: whoever writes to it from now on gives it another one,
   * however coarse the clock of the file system is.
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
