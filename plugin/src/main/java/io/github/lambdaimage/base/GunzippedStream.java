package io.github.lambdaimage.base;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * What is in a gzip file. An inflater reads back what it has written to the array of whoever asks,
 * and commons-io skips by reading into one array that all threads share: so bytes come by way of an
 * array of this stream's own.
 */
public final class GunzippedStream extends BufferedInputStream {

  /** More than anybody skips at once: a request for more would go past the array. */
  private static final int BUFFER = 128 * 1024;

  public GunzippedStream(InputStream gzip) throws IOException {
    super(new GZIPInputStream(gzip, BUFFER), BUFFER);
  }
}
