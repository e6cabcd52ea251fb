package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir Path directory;

  @Test
  void staysTheSameWhileNobodyWritesToTheFile() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "four");

    assertThat(FileStamp.of(file)).isEqualTo(FileStamp.of(file));
  }

  @Test
  void tellsTheSize() throws Exception {
    assertThat(FileStamp.of(Files.writeString(directory.resolve("a"), "four")).size()).isEqualTo(4);
  }

  @Test
  void isAnotherForAnotherSizeOrTime() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "four");
    FileTime written = Files.getLastModifiedTime(file);
    String before = FileStamp.of(file).text();

    Files.writeString(file, "three");
    Files.setLastModifiedTime(file, written);
    String larger = FileStamp.of(file).text();
    Files.writeString(file, "four");
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    String older = FileStamp.of(file).text();

    assertThat(new String[] {before, larger, older}).doesNotHaveDuplicates();
  }

  /** As {@code cp -p} and {@code tar} do. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // There is no time of a change there.
  void knowsWhenSomebodySetTheTimeBack() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "four");
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));

    assertThat(FileStamp.of(file).newest()).isGreaterThan(LONG_AGO.toEpochMilli());
  }

  /** FAT counts in steps of two seconds: a change within the step would have the same time. */
  @Test
  void isSettledOnceTheCoarsestClockHasGoneOn() {
    FileStamp stamp = new FileStamp("any", 10_000, 4);

    assertThat(stamp.wasSettledAt(10_000)).isFalse();
    assertThat(stamp.wasSettledAt(12_000)).isFalse();
    assertThat(stamp.wasSettledAt(12_001)).isTrue();
  }
}
