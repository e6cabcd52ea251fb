package io.github.lambdaimage.elf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a file that may be large and may be compressed, read piece by piece. */
@FunctionalInterface
public interface FileBytes {

  /** Opens the file at its beginning. */
  InputStream open() throws IOException;

  /** The first bytes; fewer if the file is shorter. */
  default byte[] head(int count) throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(count);
    }
  }

  /**
   * A piece of the file.
   *
   * @throws EOFException when the file is shorter
   */
  default ByteBuffer read(long offset, int count, ByteOrder order) throws IOException {
    ByteBuffer bytes = readAtMost(offset, count, order);
    if (bytes.limit() < count) {
      throw new EOFException("it ends too early");
    }
    return bytes;
  }

  /**
   * A piece of the file, shorter if the file ends before.
   *
   * @throws EOFException when it begins after the end
   */
  default ByteBuffer readAtMost(long offset, int count, ByteOrder order) throws IOException {
    try (InputStream in = open()) {
      in.skipNBytes(offset);
      return ByteBuffer.wrap(in.readNBytes(count)).order(order);
    }
  }
}
