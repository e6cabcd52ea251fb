package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files in a layout nobody needs any more. */
class UnusedFilesTest {

  @TempDir Path directory;

  @Test
  void blobsOfAnotherImageGo() throws Exception {
    Path ours = file("ours", Duration.ZERO);
    Path others = file("others", Duration.ZERO);

    UnusedFiles.deleteBlobs(directory, Set.of("ours"));

    assertThat(ours).exists();
    assertThat(others).doesNotExist();
  }

  @Test
  void unfinishedBlobsGoWhenNobodyWritesThemAnyMore() throws Exception {
    Path written = file("a.1.part", Duration.ofMinutes(59));
    Path abandoned = file("a.2.part", Duration.ofMinutes(61));

    UnusedFiles.deleteBlobs(directory, Set.of());

    assertThat(written).exists();
    assertThat(abandoned).doesNotExist();
  }

  @Test
  void unfinishedDocumentsGoAndOthersFilesStay() throws Exception {
    Path written = file("image.json.1.part", Duration.ofMinutes(59));
    Path abandoned = file("image.json.2.part", Duration.ofMinutes(61));
    Path report = file("report.html", Duration.ofDays(1));

    UnusedFiles.deleteAbandoned(directory);

    assertThat(written).exists();
    assertThat(abandoned).doesNotExist();
    assertThat(report).exists();
  }

  private Path file(String name, Duration age) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }
}
