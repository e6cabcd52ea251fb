package io.github.lambdaimage.standin.image;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * One entry of a layer's tar.
 *
 * @param path without a slash at its end
 * @param type what it is
 * @param mode the permissions alone, such as 0644
 * @param size in bytes
 * @param owner {@code user:group} as numbers
 * @param modified in seconds since the epoch
 * @param layer the layer's place in the manifest, from 0
 * @param link where a link leads to, else empty
 */
public record PulledFile(
    String path,
    Type type,
    int mode,
    long size,
    String owner,
    long modified,
    int layer,
    String link) {

  /** What an entry is. */
  public enum Type {
    FILE,
    DIRECTORY,
    SYMBOLIC_LINK,
    HARD_LINK,
    OTHER
  }

  static PulledFile of(TarArchiveEntry entry, int layer) {
    return new PulledFile(
        entry.getName().replaceFirst("/$", ""),
        type(entry),
        entry.getMode() & 07777,
        entry.getSize(),
        entry.getLongUserId() + ":" + entry.getLongGroupId(),
        entry.getLastModifiedTime().to(SECONDS),
        layer,
        entry.getLinkName());
  }

  public boolean isDirectory() {
    return type == Type.DIRECTORY;
  }

  /** The permissions as in {@code chmod}, such as "0644". */
  public String octalMode() {
    return String.format(Locale.ROOT, "%04o", mode);
  }

  private static Type type(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return Type.DIRECTORY;
    }
    if (entry.isSymbolicLink()) {
      return Type.SYMBOLIC_LINK;
    }
    if (entry.isLink()) {
      return Type.HARD_LINK;
    }
    return entry.isFile() ? Type.FILE : Type.OTHER;
  }
}
