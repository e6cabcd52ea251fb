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
 * A file of an image in the cache, as a blob of its own.
 *
 * @param path relative to what was copied, with {@code /}
 * @param executable whether it is executable in the image
 * @param digest of its bytes
 * @param stamp what the file system said about it when its bytes were right, see {@link BlobStamp}
 */
record StoredFile(String path, boolean executable, long size, Digest digest, String stamp) {

  private static final int FIELDS = 5;

  /** The files as lines of text: names with control characters are refused. */
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
   * Parses the lines.
   *
   * @throws LambdaImageException when they are not valid
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
   * The same file with its current stamp; if that differs, its bytes are read.
   *
   * @return {@code null} if it is missing or damaged
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
