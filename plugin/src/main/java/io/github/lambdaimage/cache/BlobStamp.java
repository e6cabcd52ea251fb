package io.github.lambdaimage.cache;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says about a blob, as one word: while it is the same, so are the bytes,
 * which are read only if it differs.
 *
 * <p>Programs can set the modification time back, but not the change time. The change time counts
 * only while the file has no other name, since each new link changes it.
 */
public final class BlobStamp {

  /** A stamp that confirms nothing: the blob must be read. */
  public static final String NONE = "-";

  private static final String UNIX = "unix:size,lastModifiedTime,dev,ino,mode,uid,gid,ctime,nlink";
  private static final String ELSEWHERE = "size,lastModifiedTime";
  private static final String[] NAMES = {
    "size", "lastModifiedTime", "dev", "ino", "mode", "uid", "gid"
  };

  /** FAT's two seconds are the coarsest clock of a file system in use. */
  private static final long COARSEST_TICK = 2000;

  private final String common;
  private final String changed;
  private final boolean alone;
  private final long modified;

  private BlobStamp(String common, String changed, boolean alone, long modified) {
    this.common = common;
    this.changed = changed;
    this.alone = alone;
    this.modified = modified;
  }

  static BlobStamp of(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    Map<String, Object> values = Files.readAttributes(file, unix ? UNIX : ELSEWHERE);
    StringBuilder common = new StringBuilder();
    for (String name : NAMES) {
      common.append(text(values.get(name))).append('.');
    }
    Object links = values.get("nlink");
    long modified =
        values.get("lastModifiedTime") instanceof FileTime time ? time.toMillis() : Long.MAX_VALUE;
    return new BlobStamp(
        common.toString(), text(values.get("ctime")), links == null || links.equals(1), modified);
  }

  private static String text(@Nullable Object value) {
    return value instanceof FileTime time
        ? String.valueOf(time.to(TimeUnit.NANOSECONDS))
        : String.valueOf(value);
  }

  /**
   * The stamp of a blob whose bytes are right: the known one if it still holds; otherwise the bytes
   * are read.
   *
   * @param known from an earlier time, or {@code null}
   * @return {@link #NONE} if they are right, but were written too recently; {@code null} if they
   *     are wrong
   */
  public static @Nullable String confirm(
      Path file, Digest digest, long size, @Nullable String known) {
    try {
      long now = System.currentTimeMillis();
      BlobStamp stamp = of(file);
      if (known != null && stamp.isAs(known)) {
        return known;
      }
      if (!BlobFile.isWhole(file, digest, size)) {
        return null;
      }
      return stamp.modified < now - COARSEST_TICK ? stamp.toString() : NONE;
    } catch (IOException e) {
      return null;
    }
  }

  /** The stamp of a blob whose bytes have just been written. */
  public static String written(Path file) throws IOException {
    BlobStamp stamp = of(file);
    return stamp.modified < System.currentTimeMillis() - COARSEST_TICK ? stamp.toString() : NONE;
  }

  /** Whether the file has other names: changes through one of them affect all. */
  public static boolean isShared(Path file) throws IOException {
    return !of(file).alone;
  }

  private boolean isAs(String known) {
    return alone ? toString().equals(known) : known.startsWith(common);
  }

  @Override
  public String toString() {
    return common + changed;
  }
}
