package io.github.lambdaimage.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Takes bytes and compares them with those of a file. */
final class Comparison extends OutputStream {

  private final InputStream file;
  private byte[] buffer = {};
  private boolean same = true;

  Comparison(Path file) throws IOException {
    this.file = Files.newInputStream(file);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (same) {
      if (buffer.length < length) {
        buffer = new byte[length];
      }
      int read = file.readNBytes(buffer, 0, length);
      same = Arrays.equals(buffer, 0, read, bytes, offset, offset + length);
    }
  }

  /** Whether everything written so far equals the file's bytes. */
  boolean isSame() {
    return same;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
