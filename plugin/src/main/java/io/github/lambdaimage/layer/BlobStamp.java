package io.github.lambdaimage.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a blob, without reading it. The change time is no part of it: each
 * layout that links the blob changes that.
 *
 * @param text size, modification time and inode
 * @param modified in milliseconds since the epoch
 */
record BlobStamp(String text, long modified) {

  /** The stamp of a blob, or {@code null} if it is not there. */
  static @Nullable BlobStamp of(Path blob) {
    try {
      return read(blob);
    } catch (IOException e) {
      return null;
    }
  }

  private static BlobStamp read(Path blob) throws IOException {
    FileTime modified = Files.getLastModifiedTime(blob);
    StringBuilder text = new StringBuilder();
    text.append(Files.size(blob)).append(',').append(modified);
    if (blob.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      Map<String, Object> place = Files.readAttributes(blob, "unix:dev,ino");
      text.append(',').append(place.get("dev")).append(',').append(place.get("ino"));
    }
    return new BlobStamp(text.toString(), modified.toMillis());
  }

  /** Whether a change after that moment would show in the stamp. */
  boolean wasSettledAt(long moment) {
    return modified < moment - LayerState.COARSEST_TICK;
  }
}
