package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJarTest {

  private static final String TEXT = "the same again and again, ".repeat(100);

  @TempDir Path directory;
  private Path jar;

  @BeforeEach
  void writeJar() throws Exception {
    jar = directory.resolve("a.jar");
    Path file = Files.writeString(directory.resolve("file"), "of a file");
    try (StoredJar writing = StoredJar.create(jar)) {
      writing.addFolders("a/b/text");
      writing.add("a/b/text", TEXT.getBytes(UTF_8));
      writing.addFolders("a/b/file");
      writing.add("a/b/file", file);
    }
  }

  @Test
  void hasEachFolderOnce() throws Exception {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getName)
          .containsExactly("a/", "a/b/", "a/b/text", "a/b/file");
    }
  }

  @Test
  void givesBackWhatWentIn() throws Exception {
    assertThat(content("a/b/text")).isEqualTo(TEXT);
    assertThat(content("a/b/file")).isEqualTo("of a file");
  }

  /** Each zlib would make other bytes of it, and so another image. */
  @Test
  void deflatesNothing() throws Exception {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .allSatisfy(
              entry -> {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                assertThat(entry.getCompressedSize()).isEqualTo(entry.getSize());
              });
    }
  }

  @Test
  void hasTheSameTimeEachDay() throws Exception {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getTimeLocal, ZipEntry::getCreationTime)
          .containsOnly(tuple(LocalDateTime.of(1980, 2, 1, 0, 0), null));
    }
  }

  private String content(String name) throws Exception {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
