package io.github.lambdaimage.base;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The entries of a layer: a tar file from elsewhere, with or without gzip. */
public final class LayerEntries {

  private static final int BUFFER = 128 * 1024;
  private static final int GZIP_MAGIC = 0x1F;

  /**
   * What umoci 0.4 leaves out: the rest of the last block, and the two blocks that mark the end.
   */
  private static final byte[] END = new byte[3 * 512];

  private LayerEntries() {}

  /**
   * Examines one entry after the other.
   *
   * @param <E> another exception that it may throw
   */
  @FunctionalInterface
  public interface Visitor<E extends Exception> {

    /**
     * Examines an entry.
     *
     * @param content of the entry, which need not be read
     * @throws IOException when the layer is invalid
     */
    void visit(TarArchiveEntry entry, InputStream content) throws IOException, E;
  }

  /**
   * Walks through a layer.
   *
   * @throws IOException when it is invalid, or larger than any image
   */
  public static <E extends Exception> void read(InputStream layer, Visitor<E> visitor)
      throws IOException, E {
    read(layer, LayerBounds.LARGEST, visitor);
  }

  /**
   * Walks through a layer.
   *
   * @param largest the limit for its uncompressed bytes
   */
  static <E extends Exception> void read(InputStream layer, long largest, Visitor<E> visitor)
      throws IOException, E {
    try {
      BufferedInputStream bytes = new BufferedInputStream(layer, BUFFER);
      bytes.mark(1);
      boolean compressed = bytes.read() == GZIP_MAGIC;
      bytes.reset();
      InputStream content = compressed ? new GunzippedStream(bytes) : bytes;
      LayerBounds bounds =
          new LayerBounds(new SequenceInputStream(content, new ByteArrayInputStream(END)), largest);
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(bounds, StandardCharsets.UTF_8.name())) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          bounds.expect(entry.getSize());
          visitor.visit(entry, tar);
        }
      }
    } catch (RuntimeException e) {
      // The parser did not expect this.
      throw new IOException("it is not a valid tar file", e);
    }
  }
}
