package io.github.lambdaimage.layer;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A {@link LayerBlob} as one line of text: diff id, digest, size, uncompressed size. */
public final class LayerRecord {

  private LayerRecord() {}

  static byte[] write(LayerBlob blob) {
    return line(blob).getBytes(StandardCharsets.UTF_8);
  }

  public static String line(LayerBlob blob) {
    return blob.diffId() + " " + blob.digest() + " " + blob.size() + " " + blob.uncompressedSize();
  }

  /** The record in a file, or {@code null} if there is none or it cannot be understood. */
  static @Nullable LayerBlob read(Path file) throws IOException {
    try {
      return parse(Files.readString(file).split(" ", -1), 0);
    } catch (NoSuchFileException | AccessDeniedException | CharacterCodingException e) {
      return null;
    }
  }

  /** The record in four fields from an index on, or {@code null} if they are none. */
  public static @Nullable LayerBlob parse(String[] fields, int start) {
    try {
      return new LayerBlob(
          Digest.parse(fields[start]),
          Digest.parse(fields[start + 1]),
          Long.parseLong(fields[start + 2]),
          Long.parseLong(fields[start + 3]));
    } catch (LambdaImageException | ArrayIndexOutOfBoundsException | NumberFormatException e) {
      return null;
    }
  }
}
