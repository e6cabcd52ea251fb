package io.github.lambdaimage.copy;

import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of an image that lies in the cache, as a blob of its own.
 *
 * @param path relative to what was taken, {@code /} between names
 * @param executable whether anybody may start it there
 * @param digest of its bytes
 * @param stamp what the file system said of it when its bytes were right, see {@link BlobStamp}
 */
record StoredFile(String path, boolean executable, long size, Digest digest, String stamp) {

  private static final int FIELDS = 5;

  /** As lines of text: names in images have no control characters, or are refused. */
  static String text(List<StoredFile> files) {
    StringBuilder text = new StringBuilder();
    for (StoredFile file : files) {
      text.append(file.executable).append(' ').append(file.size).append(' ');
      text.append(file.digest).append(' ').append(file.stamp).append(' ');
      text.append(file.path).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads the lines back.
   *
   * @throws LambdaImageException when they are not such
   */
  static List<StoredFile> parse(String text) throws LambdaImageException {
    List<StoredFile> files = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        String[] fields = line.split(" ", FIELDS);
        files.add(
            new StoredFile(
                fields[4],
                Boolean.parseBoolean(fields[0]),
                Long.parseLong(fields[1]),
                Digest.parse(fields[2]),
                fields[3]));
      }
    }
    return files;
  }

  /** The same bytes at another path. */
  StoredFile at(String other) {
    return new StoredFile(other, executable, size, digest, stamp);
  }

  /**
   * The same file with the stamp of now, for which its bytes are read where the stamp is another.
   *
   * @return {@code null} where it is gone or damaged
   */
  @Nullable StoredFile confirmed(CacheDirectory cache) {
    Path file = cache.blob(digest);
    cache.touchSeldom(file);
    String now = BlobStamp.confirm(file, digest, size, stamp);
    if (now == null) {
      return null;
    }
    return now.equals(stamp) ? this : new StoredFile(path, executable, size, digest, now);
  }
}
