package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BlobCopyTest {

  private static final int SMALL = 16 * 1024 * 1024;
  private static final Set<PosixFilePermission> NONE = PosixFilePermissions.fromString("---------");

  @TempDir Path directory;

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void keepsWhatIsDoneToACopyFromTheOther() throws Exception {
    Path from = file("from", SMALL);
    Path to = directory.resolve("to");
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(from);

    BlobCopy.share(from, to);
    assertThat(to).hasSameBinaryContentAs(from);
    assertThat(BlobStamp.isShared(from)).isFalse();

    Files.setPosixFilePermissions(to, NONE);
    write(to, 5);
    assertThat(Files.getPosixFilePermissions(from)).isEqualTo(rights);
    assertThat(Files.readAllBytes(from)[5]).isZero();
  }

  /** Where the file system would have to write it again, which those of the tests do. */
  @Test
  void linksWhatIsLarge() throws Exception {
    Path from = file("from", SMALL + 1);
    Path to = directory.resolve("to");

    BlobCopy.share(from, to);

    assertThat(Files.isSameFile(from, to) || Files.getFileStore(from).type().matches(".*fs"))
        .isTrue();
    assertThat(to).hasSize(SMALL + 1);
  }

  @Test
  void takesThePlaceOfWhatIsThere() throws Exception {
    for (int size : new int[] {10, SMALL + 1}) {
      Path from = file("from-" + size, size);
      Path to = Files.writeString(directory.resolve("to-" + size), "damaged");

      BlobCopy.share(from, to);
      BlobCopy.share(from, to);

      assertThat(to).hasSize(size);
    }
    assertThat(names()).noneMatch(name -> name.endsWith(TemporaryFile.SUFFIX));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files have no modes there.
  void separatesAFileFromItsOtherName() throws Exception {
    Path blob = file("blob", 10);
    Path link = Files.createLink(directory.resolve("link"), blob);
    Files.setPosixFilePermissions(link, PosixFilePermissions.fromString("rw-------"));

    BlobCopy.copy(blob, blob);

    assertThat(BlobStamp.isShared(blob)).isFalse();
    assertThat(Files.getPosixFilePermissions(blob))
        .isEqualTo(Files.getPosixFilePermissions(file("plain", 1)));
    assertThat(blob).hasSameBinaryContentAs(link);
  }

  @Test
  void isOlderThanWhateverIsWrittenToItLater() throws Exception {
    Path from = file("from", 10);
    Path to = directory.resolve("to");

    BlobCopy.share(from, to);

    assertThat(Files.getLastModifiedTime(to).toInstant()).isBefore(Instant.now().minusSeconds(5));
    assertThat(BlobStamp.written(to)).isNotEqualTo(BlobStamp.NONE);
  }

  @Test
  void leavesNothingOfWhatCannotBeCopied() throws Exception {
    Path from = file("from", 10);
    Path inTheWay = directory.resolve("to");
    Files.createDirectories(inTheWay.resolve("below"));

    assertThatThrownBy(() -> BlobCopy.share(from, inTheWay)).isInstanceOf(IOException.class);

    assertThat(names()).containsExactlyInAnyOrder("from", "to");
  }

  private Path file(String name, int size) throws IOException {
    Path file = directory.resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    return file;
  }

  private static void write(Path file, int position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      bytes.write(1);
    }
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
