package io.github.lambdaimage.gzip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class ParallelGzipTest {

  private static final int BLOCK = DeflateBlock.SIZE;
  private static final int HEADER = 10;
  private static final int TRAILER = 8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void givesBackWhatWentIn() throws IOException {
    for (int size : new int[] {0, 1, 70_000, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK + 12_345}) {
      byte[] input = mixed(size);

      assertThat(gunzip(gzip(input))).as("%s bytes", size).isEqualTo(input);
    }
  }

  @Test
  void writesOneMemberAndNothingAfterIt() throws Exception {
    byte[] gzip = gzip(mixed(5 * BLOCK));
    Inflater inflater = new Inflater(true);
    inflater.setInput(gzip, HEADER, gzip.length - HEADER);
    byte[] buffer = new byte[BLOCK];
    while (!inflater.finished()) {
      inflater.inflate(buffer);
    }

    assertThat(inflater.getRemaining()).isEqualTo(TRAILER);
    inflater.end();
  }

  @Test
  void tellsDigestsAndSizesOfBothSides() throws IOException {
    byte[] input = mixed(3 * BLOCK + 1);
    MessageDigest ofInput = sha256();
    MessageDigest ofOutput = sha256();
    ParallelGzip.Sizes sizes;
    try (ParallelGzip gzip = new ParallelGzip(out, ofInput, ofOutput)) {
      gzip.write(input, 0, input.length);
      sizes = gzip.finish();
    }

    assertThat(ofInput.digest()).isEqualTo(sha256().digest(input));
    assertThat(ofOutput.digest()).isEqualTo(sha256().digest(out.toByteArray()));
    assertThat(sizes).isEqualTo(new ParallelGzip.Sizes(input.length, out.size()));
  }

  @Test
  void givesTheSameBytesHoweverTheInputIsCut() throws IOException {
    byte[] input = mixed(2 * BLOCK + 500);
    byte[] whole = gzip(input);

    out.reset();
    try (ParallelGzip gzip = new ParallelGzip(out, sha256(), sha256())) {
      for (int start = 0; start < input.length; start += 1_000) {
        gzip.write(input, start, Math.min(1_000, input.length - start));
      }
      gzip.finish();
    }

    assertThat(out.toByteArray()).isEqualTo(whole);
  }

  @Test
  void takesSingleBytes() throws IOException {
    try (ParallelGzip gzip = new ParallelGzip(out, sha256(), sha256())) {
      gzip.write('a');
      gzip.write('b' + 0x100);
      gzip.finish();
    }

    assertThat(gunzip(out.toByteArray())).containsExactly('a', 'b');
  }

  @Test
  void storesWhatCannotBeCompressed() throws IOException {
    byte[] random = new byte[4 * BLOCK];
    new Random(1).nextBytes(random);

    byte[] gzip = gzip(random);

    assertThat(gunzip(gzip)).isEqualTo(random);
    // A stored block costs five bytes for each 65,535.
    assertThat(gzip.length - random.length).isBetween(0, 5 * 9 * 4 + HEADER + TRAILER + 2);
  }

  @Test
  void compressesText() throws IOException {
    byte[] text = "INFO handled the request\n".repeat(100_000).getBytes(UTF_8);

    assertThat(gzip(text).length).isLessThan(text.length / 20);
  }

  @Test
  void failsWithTheErrorOfTheDisk() throws IOException {
    IOException full = new IOException("No space left on device");
    OutputStream disk =
        new OutputStream() {
          private int written;

          @Override
          public void write(int value) throws IOException {
            if (written++ > HEADER) {
              throw full;
            }
          }
        };
    try (ParallelGzip gzip = new ParallelGzip(disk, sha256(), sha256())) {
      assertThatThrownBy(
              () -> {
                byte[] input = mixed(20 * BLOCK);
                gzip.write(input, 0, input.length);
                gzip.finish();
              })
          .isSameAs(full);
    }
  }

  /**
   * Lost on its thread, it would leave a layer that lacks a block and has a digest all the same.
   */
  @Test
  void failsWithAnErrorOfAnyKind() throws IOException {
    Error error = new StackOverflowError("test");
    try (ParallelGzip gzip = new ParallelGzip(broken(error), sha256(), sha256())) {
      byte[] input = mixed(BLOCK);
      gzip.write(input, 0, input.length);

      assertThatThrownBy(gzip::finish).hasRootCause(error);
    }
  }

  /** It is no disk's failure, and has a cure of its own. */
  @Test
  void letsALackOfMemoryThrough() throws IOException {
    Error error = new OutOfMemoryError("test");
    try (ParallelGzip gzip = new ParallelGzip(broken(error), sha256(), sha256())) {
      byte[] input = mixed(BLOCK);
      gzip.write(input, 0, input.length);

      assertThatThrownBy(gzip::finish).isSameAs(error);
    }
  }

  private static OutputStream broken(Error error) {
    return new OutputStream() {
      private int written;

      @Override
      public void write(int value) {
        if (written++ > HEADER) {
          throw error;
        }
      }
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] gzip(byte[] input) throws IOException {
    out.reset();
    try (ParallelGzip gzip = new ParallelGzip(out, sha256(), sha256())) {
      gzip.write(input, 0, input.length);
      gzip.finish();
    }
    return out.toByteArray();
  }

  private static byte[] gunzip(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  /** Half text, half noise, so that both kinds of block occur. */
  private static byte[] mixed(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] line = "a line of a log file, 2026-01-01\n".getBytes(UTF_8);
    for (int i = 0; i < size / 2; i++) {
      bytes[i] = line[i % line.length];
    }
    return bytes;
  }
}
