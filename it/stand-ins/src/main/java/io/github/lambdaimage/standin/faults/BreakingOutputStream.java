package io.github.lambdaimage.standin.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets so many bytes through and then fails. */
final class BreakingOutputStream extends FilterOutputStream {

  private long left;

  BreakingOutputStream(OutputStream out, long left) {
    super(out);
    this.left = left;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int through = (int) Math.min(left, length);
    out.write(bytes, offset, through);
    left -= through;
    if (through < length) {
      // What the server holds back would be lost with the connection.
      out.flush();
      throw new IOException("Cut in the answer's body");
    }
  }
}
