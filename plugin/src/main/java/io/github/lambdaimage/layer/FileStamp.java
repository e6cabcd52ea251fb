package io.github.lambdaimage.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says about a file, without reading it: while that is the same, the file is.
 *
 * @param text size, times, device and inode
 * @param newest the latest of the times, in milliseconds since the epoch
 * @param size in bytes
 */
public record FileStamp(String text, long newest, long size) {

  /**
   * The coarsest clock of a file system in use (FAT's two seconds). A file as new as the moment of
   * reading may have changed again, unnoticed, within one tick of that clock: git calls it racily
   * clean.
   *
   * @see <a href="https://git-scm.com/docs/racy-git">racy-git</a>
   */
  private static final long COARSEST_TICK = 2000;

  /** Programs can set the modification time back (cp -p, tar), but never the change time. */
  private static final String WITH_CHANGE_TIME = "unix:size,lastModifiedTime,dev,ino,ctime";

  private static final String ELSEWHERE = "size,lastModifiedTime";

  private static final String[] NAMES = {"size", "lastModifiedTime", "ctime", "dev", "ino"};

  /** The stamp of a file. */
  public static FileStamp of(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    Map<String, Object> values = Files.readAttributes(file, unix ? WITH_CHANGE_TIME : ELSEWHERE);
    StringBuilder text = new StringBuilder();
    long newest = 0;
    for (String name : NAMES) {
      Object value = values.get(name);
      if (value instanceof FileTime time) {
        newest = Math.max(newest, time.toMillis());
        text.append(time.to(TimeUnit.NANOSECONDS));
      } else {
        text.append(value);
      }
      text.append(' ');
    }
    long size = values.get("size") instanceof Long bytes ? bytes : 0;
    return new FileStamp(text.toString(), newest, size);
  }

  /** Whether a change after the moment of reading would show in the stamp. */
  public boolean wasSettledAt(long momentOfReading) {
    return wasSettled(newest, momentOfReading);
  }

  /**
   * Whether a change after the moment of reading would show in the times of some files.
   *
   * @param newest the latest of them
   */
  static boolean wasSettled(long newest, long momentOfReading) {
    return newest < momentOfReading - COARSEST_TICK;
  }
}
