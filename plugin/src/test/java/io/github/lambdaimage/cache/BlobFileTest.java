package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFileTest {

  private static final int SIZE = 300_000;

  @TempDir Path directory;

  @Test
  void isWholeWhenSizeAndBytesAreRight() throws Exception {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
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

  @Test
  void getsASecondNameOrStaysAsItIs() throws Exception {
    Path from = Files.writeString(directory.resolve("from"), "text");
    Path there = Files.writeString(directory.resolve("there"), "there before");

    BlobFile.link(from, directory.resolve("to"));
    BlobFile.link(from, there);
    BlobFile.copy(from, directory.resolve("copy"));

    assertThat(directory.resolve("to")).hasContent("text");
    assertThat(directory.resolve("copy")).hasContent("text");
    assertThat(there).hasContent("there before");
  }
}
