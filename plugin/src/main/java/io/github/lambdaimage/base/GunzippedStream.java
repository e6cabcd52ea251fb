package io.github.lambdaimage.base;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The content of a gzip file. It reads into an array of its own: an inflater reads back what it has
 * written to its caller's array, and commons-io skips by reading into an array that all threads
 * share.
 */
public final class GunzippedStream extends BufferedInputStream {

  /** More than anybody skips at once: a larger request would bypass the array. */
  private static final int BUFFER = 128 * 1024;

  public GunzippedStream(InputStream gzip) throws IOException {
    super(new GZIPInputStream(gzip, BUFFER), BUFFER);
  }
}
