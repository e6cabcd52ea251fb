package io.github.lambdaimage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BlobStampTest {

  private static final byte[] RIGHT = "right".getBytes(UTF_8);
  private static final byte[] WRONG = "wrong".getBytes(UTF_8);

  @TempDir Path directory;
  private Path blob;
  private String stamp;

  @BeforeEach
  void write() throws Exception {
    blob = Files.write(directory.resolve("blob"), RIGHT);
    BlobCopy.settle(blob);
    stamp = BlobStamp.written(blob);
  }

  @Test
  void holdsWhileNobodyHasHandsOnTheFile() throws Exception {
    assertThat(confirm(stamp)).isEqualTo(stamp);
    assertThat(stamp).doesNotContain(" ");
  }

  @Test
  void isFoundByReadingWhereNoneIsKnown() {
    assertThat(confirm(null)).isEqualTo(stamp);
    assertThat(confirm(BlobStamp.NONE)).isEqualTo(stamp);
    assertThat(confirm("")).isEqualTo(stamp);
  }

  @Test
  void showsThatSomebodyWroteToTheFile() throws Exception {
    Files.write(blob, WRONG);

    assertThat(confirm(stamp)).isNull();
  }

  /** As {@code touch -r} does it, or {@code rsync}: the change time cannot be set. */
  @Test
  void showsThatSomebodyWroteToTheFileAndPutItsTimeBack() throws Exception {
    FileTime time = Files.getLastModifiedTime(blob);
    awaitAnotherTime();
    Files.write(blob, WRONG);
    Files.setLastModifiedTime(blob, time);

    assertThat(confirm(stamp)).isNull();
  }

  /** A pipeline's cache brings the same bytes in another file. */
  @Test
  void isAnotherOfTheSameBytesInAnotherFile() throws Exception {
    FileTime time = Files.getLastModifiedTime(blob);
    Path other = Files.write(directory.resolve("other"), RIGHT);
    Files.setLastModifiedTime(other, time);
    Files.move(other, blob, StandardCopyOption.REPLACE_EXISTING);

    String now = confirm(stamp);
    assertThat(now).isNotNull().isNotIn(stamp, BlobStamp.NONE);
    assertThat(confirm(now)).isEqualTo(now);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void showsOtherRights() throws Exception {
    Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));

    assertThat(confirm(stamp)).isNotNull().isNotEqualTo(stamp);
  }

  @Test
  void holdsWhereTheFileGetsAnotherName() throws Exception {
    awaitAnotherTime();
    Path link = Files.createLink(directory.resolve("link"), blob);
    assertThat(confirm(stamp)).isEqualTo(stamp);

    Files.write(link, WRONG);
    assertThat(confirm(stamp)).isNull();
  }

  @Test
  void isNoneWhereALaterChangeWouldNotShow() throws Exception {
    // Ahead, so that it is no old file however busy the machine is.
    Files.setLastModifiedTime(blob, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(BlobStamp.written(blob)).isEqualTo(BlobStamp.NONE);
    assertThat(confirm(null)).isEqualTo(BlobStamp.NONE);
  }

  @Test
  void confirmsNothingThatIsNotThere() {
    assertThat(
            BlobStamp.confirm(directory.resolve("absent"), Digest.of(RIGHT), RIGHT.length, stamp))
        .isNull();
  }

  private @Nullable String confirm(@Nullable String known) {
    return BlobStamp.confirm(blob, Digest.of(RIGHT), RIGHT.length, known);
  }

  /** Until the file system's clock has gone on. */
  private void awaitAnotherTime() throws Exception {
    Object before = Files.getAttribute(blob, "unix:ctime");
    Path probe = directory.resolve("probe");
    do {
      Files.write(probe, RIGHT);
    } while (Files.getAttribute(probe, "unix:ctime").equals(before));
  }
}
