package io.github.lambdaimage.gzip;

/**
 * An independent piece of a deflate stream: it is compressed without its neighbours and ends on a
 * byte boundary, so that pieces made in parallel can be joined.
 */
final class DeflateBlock {

  /**
   * Large enough not to cost compression ratio, small enough to keep every core busy, and below the
   * half megabyte from which the JVM's collector treats objects specially.
   */
  static final int SIZE = 384 * 1024;

  private static final int LONGEST_STORED = 0xFFFF;
  private static final int STORED_HEADER = 5;

  private final byte[] input = new byte[SIZE];
  private final byte[] output = new byte[SIZE + STORED_HEADER * (SIZE / LONGEST_STORED + 1)];
  private final Prospect prospect = new Prospect();
  private final DeflateEncoder encoder = new DeflateEncoder(output);
  private int inputLength;
  private int outputLength;

  byte[] input() {
    return input;
  }

  int inputLength() {
    return inputLength;
  }

  byte[] output() {
    return output;
  }

  int outputLength() {
    return outputLength;
  }

  void clear() {
    inputLength = 0;
    outputLength = 0;
  }

  /** Takes as many bytes as fit, and returns how many. */
  int fill(byte[] bytes, int offset, int length) {
    int taken = Math.min(length, SIZE - inputLength);
    System.arraycopy(bytes, offset, input, inputLength, taken);
    inputLength += taken;
    return taken;
  }

  boolean isFull() {
    return inputLength == SIZE;
  }

  /** Turns input into output: deflated, or stored if deflating does not help. */
  void compress() {
    if (prospect.isPoor(input, inputLength) || !deflate()) {
      store();
    }
  }

  /** Returns false if the result would not be smaller than storing. */
  private boolean deflate() {
    outputLength = encoder.encode(input, 0, inputLength, inputLength);
    return outputLength >= 0;
  }

  /** RFC 1951, 3.2.4: a header byte, the length, its complement, the bytes. */
  private void store() {
    outputLength = 0;
    for (int start = 0; start < inputLength; start += LONGEST_STORED) {
      int length = Math.min(LONGEST_STORED, inputLength - start);
      output[outputLength++] = 0;
      output[outputLength++] = (byte) length;
      output[outputLength++] = (byte) (length >>> 8);
      output[outputLength++] = (byte) ~length;
      output[outputLength++] = (byte) (~length >>> 8);
      System.arraycopy(input, start, output, outputLength, length);
      outputLength += length;
    }
  }
}
