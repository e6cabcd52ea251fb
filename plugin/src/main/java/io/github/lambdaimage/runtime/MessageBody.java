package io.github.lambdaimage.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/** The body of a request: a number of bytes of its connection, or chunks. */
final class MessageBody extends InputStream {

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int HEXADECIMAL = 16;

  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean begun;
  private boolean ended;

  /** A body in chunks. */
  MessageBody(InputStream in) {
    this.in = in;
    this.chunked = true;
  }

  /** A body with this many bytes. */
  MessageBody(InputStream in, long size) {
    this.in = in;
    this.chunked = false;
    this.left = size;
  }

  static long size(@Nullable String text, int radix) throws ProtocolException {
    try {
      long size = Long.parseLong(String.valueOf(text), radix);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      ProtocolException failure = new ProtocolException("This is not a number of bytes");
      failure.initCause(e);
      throw failure;
    }
    throw new ProtocolException("This is not a number of bytes");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("The request ends before its body does");
    }
    left -= count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (!chunked || ended) {
      return false;
    }
    if (begun) {
      line();
    }
    begun = true;
    String size = line();
    int extension = size.indexOf(';');
    left = size((extension < 0 ? size : size.substring(0, extension)).strip(), HEXADECIMAL);
    if (left > 0) {
      return true;
    }
    ended = true;
    String trailer;
    do {
      // It contains nothing that is needed here.
      trailer = line();
    } while (!trailer.isEmpty());
    return false;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next; (next = in.read()) != '\n'; ) {
      if (next < 0) {
        throw new EOFException("The request ends before its body does");
      }
      if (line.length() >= LONGEST_LINE) {
        throw new ProtocolException("A line of the body is too long");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
