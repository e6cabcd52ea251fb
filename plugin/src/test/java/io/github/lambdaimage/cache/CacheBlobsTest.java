package io.github.lambdaimage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blobs of a {@link CacheDirectory}; a zip file is the other disk, which none can leave. */
class CacheBlobsTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(CONTENT);

  @TempDir Path directory;
  private Path aside;
  private CacheDirectory plain;
  private CacheDirectory cache;

  @BeforeEach
  void open() {
    aside = directory.resolve("target/lambda-image-cache");
    plain = CacheDirectory.in(directory.resolve("repository"), new PluginVersion("1.0"));
    cache = plain.orElse(aside, message -> {});
  }

  @Test
  void lieInTheFoldersOfTheCacheAndBesideIt() {
    Path own = directory.resolve("repository/.cache/lambda-image/v5");

    assertThat(plain.folders()).containsExactly(own);
    assertThat(cache.folders()).containsExactly(own, aside);
  }

  @Test
  void stayWhereTheSameBytesCannotReplaceThem() throws Exception {
    plain.write(DIGEST, CONTENT);
    try (FileSystem disk = otherDisk()) {
      Path made = Files.write(disk.getPath("made"), CONTENT);

      assertThat(plain.keep(made, DIGEST)).isEqualTo(plain.blob(DIGEST)).hasBinaryContent(CONTENT);
      assertThat(made).doesNotExist();
    }
  }

  @Test
  void lieAsideWhereTheyCannotReplaceDamagedOnes() throws Exception {
    Files.writeString(blob(plain), "another");
    try (FileSystem disk = otherDisk()) {
      Path made = Files.write(disk.getPath("made"), CONTENT);

      assertThat(cache.keep(made, DIGEST)).hasBinaryContent(CONTENT).startsWith(aside);
      assertThat(made).doesNotExist();
    }
    assertThat(cache.blob(DIGEST)).hasBinaryContent(CONTENT);
  }

  @Test
  void areDroppedIfTheyAreDamaged() throws Exception {
    CacheDirectory beside = CacheDirectory.in(directory.resolve("other"), plain.version());
    for (CacheDirectory each : new CacheDirectory[] {plain, beside}) {
      Files.writeString(blob(each), "damaged");
    }
    CacheDirectory both = plain.orElse(beside.folders().get(0), message -> {});

    both.dropIfDamaged(DIGEST);

    assertThat(plain.blob(DIGEST)).doesNotExist();
    assertThat(beside.blob(DIGEST)).doesNotExist();
  }

  @Test
  void areNotDroppedIfTheyAreWhole() throws Exception {
    plain.write(DIGEST, CONTENT);

    cache.dropIfDamaged(DIGEST);

    assertThat(plain.blob(DIGEST)).hasBinaryContent(CONTENT);
  }

  @Test
  void needNotExistToBeDropped() {
    assertThatCode(() -> cache.dropIfDamaged(DIGEST)).doesNotThrowAnyException();
  }

  /** A new time makes others read a blob again. */
  @Test
  void keepTheirTimeUntilTheyWouldSoonBePruned() throws Exception {
    plain.write(DIGEST, CONTENT);
    Path blob = plain.blob(DIGEST);
    FileTime recent = FileTime.from(Instant.now().minus(Duration.ofDays(19)));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(21)));

    Files.setLastModifiedTime(blob, recent);
    plain.touchSeldom(blob);
    assertThat(Files.getLastModifiedTime(blob)).isEqualTo(recent);

    Files.setLastModifiedTime(blob, old);
    plain.touchSeldom(blob);
    assertThat(Files.getLastModifiedTime(blob)).isGreaterThan(recent);
  }

  private static Path blob(CacheDirectory cache) throws IOException {
    Path blob = cache.blob(DIGEST);
    Files.createDirectories(blob.getParent());
    return blob;
  }

  private FileSystem otherDisk() throws IOException {
    return FileSystems.newFileSystem(directory.resolve("disk.zip"), Map.of("create", "true"));
  }
}
