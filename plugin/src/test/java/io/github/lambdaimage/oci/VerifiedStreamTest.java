package io.github.lambdaimage.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedStreamTest {

  private static final byte[] RIGHT = {0, (byte) 0xFF, 'a', 'b', 'c'};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 100})
  void givesTheBytesIfAllAreRight(int buffer) throws Exception {
    InputStream in = stream(RIGHT);
    byte[] got = new byte[0];
    byte[] some = new byte[buffer];
    for (int read = in.read(some); read >= 0; read = in.read(some)) {
      got = Arrays.copyOf(got, got.length + read);
      System.arraycopy(some, 0, got, got.length - read, read);
    }

    assertThat(got).isEqualTo(RIGHT);
    assertThat(in.read(some)).isEqualTo(-1);
  }

  @Test
  void givesEachByteAsItIs() throws Exception {
    InputStream in = stream(RIGHT);

    assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read(), in.read()})
        .containsExactly(0, 255, 'a', 'b', 'c', -1);
  }

  @Test
  void givesNoByteThatNobodyAskedFor() throws Exception {
    InputStream in = stream(RIGHT);
    byte[] room = new byte[4];

    assertThat(in.read(room, 0, 0)).isZero();
    assertThat(in.read(room, 1, 2)).isEqualTo(2);
    assertThat(room).containsExactly(0, RIGHT[0], RIGHT[1], 0);
  }

  @Test
  void isVerifiedWithItsLastByteAndNotBefore() throws Exception {
    Stream in = stream(RIGHT);

    in.readNBytes(RIGHT.length - 1);
    assertThat(in.isVerified()).isFalse();
    assertThat(in.read()).isEqualTo('c');
    assertThat(in.isVerified()).isTrue();
  }

  @Test
  void canHaveNoBytesAtAll() throws Exception {
    Stream in = new Stream(new ByteArrayInputStream(new byte[0]), new byte[0]);

    assertThat(in.read(new byte[1])).isEqualTo(-1);
    assertThat(in.isVerified()).isTrue();
  }

  @Test
  void endsWithAnErrorWhereBytesAreMissing() throws Exception {
    Stream in = stream(Arrays.copyOf(RIGHT, 3));

    assertThat(in.read(new byte[100])).isEqualTo(3);
    assertThatThrownBy(() -> in.read(new byte[100])).hasMessage("only 3");
    assertThat(in.isVerified()).isFalse();
  }

  @Test
  void keepsItsLastBytesWhereMoreFollow() throws Exception {
    Stream in = stream(Arrays.copyOf(RIGHT, 8));

    assertThat(in.read(new byte[2])).isEqualTo(2);
    assertThatThrownBy(() -> in.read(new byte[100])).hasMessage("too many");
    assertThat(in.isVerified()).isFalse();
  }

  @Test
  void staysRefusedForWhoeverReadsOn() throws Exception {
    Stream in = stream(Arrays.copyOf(RIGHT, RIGHT.length + 1));

    assertThatThrownBy(() -> in.read(new byte[100])).hasMessage("too many");
    assertThatThrownBy(() -> in.read(new byte[100])).hasMessage("too many");
    assertThat(in.isVerified()).isFalse();
  }

  @Test
  void keepsItsLastByteWhereAnyIsAnother() throws Exception {
    byte[] wrong = RIGHT.clone();
    wrong[0] ^= 1;
    Stream in = stream(wrong);

    assertThat(in.read(new byte[4])).isEqualTo(4);
    assertThatThrownBy(in::read).hasMessage("others");
    assertThat(in.isVerified()).isFalse();
  }

  @Test
  void saysInItsOwnWordsThatItCannotBeRead() throws Exception {
    IOException gone = new IOException("gone");
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(RIGHT)) {
          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            throw gone;
          }
        };
    InputStream in = new Stream(source, RIGHT);

    assertThatThrownBy(in::read).hasMessage("unreadable").hasCause(gone);
  }

  @Test
  void closesWhatItReads() throws Exception {
    boolean[] closed = new boolean[1];
    InputStream source =
        new ByteArrayInputStream(RIGHT) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    new Stream(source, RIGHT).close();

    assertThat(closed[0]).isTrue();
  }

  /** A stream that must give {@link #RIGHT}. */
  private static Stream stream(byte[] actual) {
    return new Stream(new ByteArrayInputStream(actual), RIGHT);
  }

  /** A stream with the shortest messages. */
  private static final class Stream extends VerifiedStream {

    Stream(InputStream in, byte[] expected) {
      super(in, Digest.of(expected), expected.length);
    }

    @Override
    protected IOException unreadable(IOException e) {
      return new IOException("unreadable", e);
    }

    @Override
    protected IOException tooShort(long got) {
      return new IOException("only " + got);
    }

    @Override
    protected IOException tooLong() {
      return new IOException("too many");
    }

    @Override
    protected IOException otherDigest() {
      return new IOException("others");
    }
  }
}
