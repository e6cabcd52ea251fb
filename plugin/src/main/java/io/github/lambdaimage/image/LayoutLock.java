package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.process.AtExit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reserves the image in a folder for one Maven, from before it is built until it is sent: others
 * wait. It is a lock of the operating system, which ends with the process, on a file that exists no
 * longer than the lock.
 */
public final class LayoutLock implements AutoCloseable {

  private static final long MILLIS = 50;

  /** A byte beyond the file's end: on Windows, locked bytes cannot be written. */
  private static final long PLACE = 1L << 40;

  /**
   * The owner of the lock gives the file a random size, to tell it from a new one with that name.
   */
  private static final int LARGEST = 1 << 20;

  private final Path layout;
  private final @Nullable FileChannel channel;
  private final @Nullable AtExit file;

  private LayoutLock(Path layout, @Nullable FileChannel channel, @Nullable AtExit file) {
    this.layout = layout;
    this.channel = channel;
    this.file = file;
  }

  /**
   * Waits until nobody else works with the image.
   *
   * @param layout its folder, which need not exist
   * @param file the lock file for that folder; not in it or beside it, where "clean" would delete
   *     it
   * @param patience how long to wait: the other Maven may wait for this one, or hang
   * @param waiting told once if it takes a while
   * @throws LambdaImageException when it takes longer
   */
  public static LayoutLock of(Path layout, Path file, Duration patience, Consumer<String> waiting)
      throws LambdaImageException {
    long end = System.nanoTime() + patience.toNanos();
    LayoutLock lock = attempt(layout, file);
    if (lock == null) {
      waiting.accept("Waiting for another Maven that works with '" + layout + "'.");
    }
    try {
      while (lock == null) {
        if (System.nanoTime() - end >= 0) {
          throw new LambdaImageException(
              "Another Maven has worked with '"
                  + layout
                  + "' for more than "
                  + patience.toMinutes()
                  + " minutes. Wait for its end, or end it, and run this again.");
        }
        Thread.sleep(MILLIS);
        lock = attempt(layout, file);
      }
      return lock;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LambdaImageException(
          "Interrupted while waiting for another Maven that works with '"
              + layout
              + "'. Run it again.",
          e);
    }
  }

  /** Whether it is the lock on the image in this folder. */
  public boolean isOn(Path directory) {
    return layout.toAbsolutePath().equals(directory.toAbsolutePath());
  }

  /** The lock, or {@code null} if another Maven has it. */
  private static @Nullable LayoutLock attempt(Path layout, Path file) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (isOurs(channel, file)) {
          // Bind the method now: if a build fails before its goal, Maven 4 can no longer load
          // classes at its end.
          Consumer<Path> discard = TemporaryFile::discard;
          return new LayoutLock(layout, channel, AtExit.run(() -> discard.accept(file)));
        }
      } catch (OverlappingFileLockException e) {
        // This very Maven has the lock, and closing any channel of the file would end it.
        return new LayoutLock(layout, channel, null);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      channel.close();
      return null;
    } catch (IOException e) {
      // It is somebody else's folder, or a file system without locks.
      return new LayoutLock(layout, null, null);
    }
  }

  /**
   * Whether the lock was free, and the file is still the one with that name: the previous owner may
   * have deleted it. The file is not opened for that, since closing it would end the lock.
   */
  private static boolean isOurs(FileChannel channel, Path file) throws IOException {
    try {
      if (channel.tryLock(PLACE, 1, false) == null) {
        return false;
      }
      long size = 1L + ThreadLocalRandom.current().nextInt(LARGEST);
      channel.truncate(0);
      channel.write(ByteBuffer.allocate(1), size - 1);
      return Files.size(file) == size;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
