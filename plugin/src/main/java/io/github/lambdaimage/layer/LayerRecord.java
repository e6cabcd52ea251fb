package io.github.lambdaimage.layer;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;

/** A {@link LayerBlob} as one line of text: diff id, digest, size, uncompressed size. */
public final class LayerRecord {

  /** The number of fields of the line. */
  public static final int FIELDS = 4;

  private LayerRecord() {}

  public static String line(LayerBlob blob) {
    return blob.diffId() + " " + blob.digest() + " " + blob.size() + " " + blob.uncompressedSize();
  }

  /**
   * Parses a line.
   *
   * @throws LambdaImageException when it is not valid
   */
  static LayerBlob parse(String line) throws LambdaImageException {
    return parse(line.split(" ", -1), 0);
  }

  /**
   * Parses the four fields that begin at an index.
   *
   * @throws LambdaImageException when they are not valid
   */
  public static LayerBlob parse(String[] fields, int start) throws LambdaImageException {
    try {
      return new LayerBlob(
          Digest.parse(fields[start]),
          Digest.parse(fields[start + 1]),
          Long.parseLong(fields[start + 2]),
          Long.parseLong(fields[start + 3]));
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new LambdaImageException("This is not a record of a layer.", e);
    }
  }
}
