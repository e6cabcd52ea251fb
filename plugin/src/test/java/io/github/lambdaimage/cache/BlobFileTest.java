package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobFileTest {

  private static final int SIZE = 300_000;

  @TempDir Path directory;

  @Test
  void isWholeWhenSizeAndBytesAreRight() throws Exception {
    byte[] bytes = bytes();
    Digest digest = Digest.of(bytes);
    Path file = Files.write(directory.resolve("blob"), bytes);
    assertThat(BlobFile.isWhole(file, digest, SIZE)).isTrue();
    assertThat(BlobFile.isWhole(file, digest, SIZE + 1)).isFalse();
    assertThat(BlobFile.hasSize(file, SIZE)).isTrue();
    assertThat(BlobFile.hasSize(file, SIZE - 1)).isFalse();

    bytes[SIZE - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(BlobFile.isWhole(file, digest, SIZE)).isFalse();
    assertThat(BlobFile.hasSize(file, SIZE)).isTrue();
  }

  @Test
  void isNotWholeWhenItIsNoFile() throws Exception {
    Digest digest = Digest.of(new byte[0]);
    long size = Files.size(directory);

    assertThat(BlobFile.isWhole(directory, digest, size)).isFalse();
    assertThat(BlobFile.hasSize(directory, size)).isFalse();
    assertThat(BlobFile.isWhole(directory.resolve("absent"), digest, 0)).isFalse();
    assertThat(BlobFile.hasSize(directory.resolve("absent"), 0)).isFalse();
  }

  /** Whoever the tests run as: reading the memory's first byte fails. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void isNotWholeWhenItCannotBeRead() {
    Path memory = Path.of("/proc/self/mem");

    assertThat(BlobFile.hasSize(memory, 0)).isTrue();
    assertThat(BlobFile.isWhole(memory, Digest.of(new byte[0]), 0)).isFalse();
  }

  @Test
  void isReadToItsEndWhereItsBytesAreRight() throws Exception {
    byte[] bytes = bytes();
    Path file = Files.write(directory.resolve("blob"), bytes);

    try (InputStream in = BlobFile.open(file, Digest.of(bytes), SIZE)) {
      assertThat(in.read()).isEqualTo(bytes[0] & 0xFF);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1, SIZE));
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(BlobFile.read(file, Digest.of(bytes))).isEqualTo(bytes);
    Path empty = Files.createFile(directory.resolve("empty"));
    try (InputStream in = BlobFile.open(empty, Digest.of(new byte[0]), 0)) {
      assertThat(in.readAllBytes()).isEmpty();
    }
  }

  /** However it is read: whoever has it whole has the right bytes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 128 * 1024, SIZE, 2 * SIZE})
  void neverComesToItsEndWhereABitIsAnother(int buffer) throws Exception {
    byte[] right = bytes();
    for (int bit : new int[] {0, 4 * SIZE, 8 * SIZE - 1}) {
      byte[] bytes = right.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(readAsFarAsPossible(bytes, Digest.of(right), SIZE, buffer))
          .as("bit %d", bit)
          .isLessThan(SIZE);
    }
  }

  @Test
  void neverComesToItsEndWhereItIsShorterOrLonger() throws Exception {
    byte[] right = bytes();
    Digest digest = Digest.of(right);

    assertThat(readAsFarAsPossible(Arrays.copyOf(right, SIZE - 1), digest, SIZE, 4096))
        .isLessThan(SIZE);
    assertThat(readAsFarAsPossible(Arrays.copyOf(right, SIZE + 1), digest, SIZE, 4096))
        .isLessThan(SIZE);
    assertThat(readAsFarAsPossible(new byte[0], digest, SIZE, 4096)).isZero();
    assertThat(readAsFarAsPossible(new byte[1], Digest.of(new byte[0]), 0, 4096)).isZero();
  }

  @Test
  void saysWhatIsWrongWithIt() throws Exception {
    Digest digest = Digest.of(bytes());
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> BlobFile.open(absent, digest, SIZE))
        .isInstanceOf(DamagedBlobException.class)
        .hasMessage("'%s' is not the blob '%s': '%1$s' does not exist".formatted(absent, digest));
    assertThatThrownBy(() -> BlobFile.read(absent, digest))
        .isInstanceOf(DamagedBlobException.class);

    Path other = Files.write(directory.resolve("other"), new byte[SIZE]);
    assertThatThrownBy(() -> BlobFile.read(other, digest))
        .isInstanceOf(DamagedBlobException.class)
        .hasMessage(
            "'%s' is not the blob '%s': its bytes have another digest".formatted(other, digest));
    try (InputStream in = BlobFile.open(directory, digest, SIZE)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(DamagedBlobException.class);
    }
  }

  private int readAsFarAsPossible(byte[] bytes, Digest digest, int size, int buffer)
      throws IOException {
    Path file = Files.write(directory.resolve("damaged"), bytes);
    byte[] some = new byte[buffer];
    int got = 0;
    try (InputStream in = BlobFile.open(file, digest, size)) {
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        got += read;
      }
      throw new AssertionError("It came to its end.");
    } catch (DamagedBlobException e) {
      assertThat(e.blob()).isEqualTo(digest);
      assertThat(e.file()).isEqualTo(file);
      return got;
    }
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
