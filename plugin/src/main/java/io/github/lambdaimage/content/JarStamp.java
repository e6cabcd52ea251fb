package io.github.lambdaimage.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What the file system says of a jar: while that is the same, the jar is.
 *
 * @param text size, times and inode
 * @param newest the latest of the times, in milliseconds since the epoch
 */
record JarStamp(String text, long newest) {

  /** The coarsest clock of a file system in use, FAT's: within one tick, a change goes unseen. */
  private static final long COARSEST_TICK = 2000;

  private static final String[] NAMES = {"size", "lastModifiedTime", "ctime", "dev", "ino"};

  static JarStamp of(Path file) throws IOException {
    // A program can set the modification time back (cp -p, tar), but never the change time.
    String attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? "unix:size,lastModifiedTime,ctime,dev,ino"
            : "size,lastModifiedTime";
    Map<String, Object> values = Files.readAttributes(file, attributes);
    StringBuilder text = new StringBuilder();
    long newest = 0;
    for (String name : NAMES) {
      Object value = values.get(name);
      if (value instanceof FileTime time) {
        newest = Math.max(newest, time.toMillis());
      }
      text.append(value).append(' ');
    }
    return new JarStamp(text.toString(), newest);
  }

  /** Whether a change after the moment of reading would show in the times. */
  boolean wasSettledAt(long momentOfReading) {
    return newest < momentOfReading - COARSEST_TICK;
  }
}
