package io.github.lambdaimage.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Marks a temporary directory as used with a lock, which the system ends with the process. */
final class ScratchOwner implements AutoCloseable {

  private static final String PREFIX = "lambda-image-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+-\\d+");
  private static final String LOCK = "owner";

  private final FileChannel lock;

  private ScratchOwner(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * The beginning of the names of this process's directories. It must not open its own locks a
   * second time: closing one would end it.
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

  /** The directories beside one that killed processes have left. */
  static List<Path> abandoned(Path directory) {
    List<Path> abandoned = new ArrayList<>();
    try {
      UserPrincipal user = Files.getOwner(directory);
      for (Path each : beside(directory)) {
        if (isOf(user, each) && isAbandoned(each)) {
          abandoned.add(each);
        }
      }
    } catch (IOException e) {
      // They stay for another run.
    }
    return abandoned;
  }

  /** Directories of other processes, with the names of {@link Files#createTempDirectory}. */
  private static List<Path> beside(Path directory) throws IOException {
    List<Path> directories = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(directory.resolveSibling(""), PREFIX + "*")) {
      for (Path each : all) {
        String name = String.valueOf(each.getFileName());
        if (NAME.matcher(name).matches() && !name.startsWith(prefix())) {
          directories.add(each);
        }
      }
    }
    return directories;
  }

  /**
   * Whether a directory belongs to the user: in a shared directory, others may create and replace
   * anything.
   */
  private static boolean isOf(UserPrincipal user, Path directory) throws IOException {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user);
  }

  /**
   * Whether nobody uses it: a directory without the file is not marked yet, or not ours; one in use
   * has it locked.
   */
  private static boolean isAbandoned(Path directory) {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
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
