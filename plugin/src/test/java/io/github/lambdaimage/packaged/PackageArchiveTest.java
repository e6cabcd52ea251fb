package io.github.lambdaimage.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as they should not be, and odd ones that are good. */
class PackageArchiveTest {

  private static final int ENCRYPTED = 1;
  private static final int UNKNOWN_METHOD = 97;
  private static final int ALMOST_4_GB = -16;

  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("function.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "C:/evil", "a/..\\evil"})
  void refusesFilesThatLieElsewhere(String name) throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add(name, "", 0100644);
    }

    refuses("has a file that would lie outside of the task root: '" + name + "'. Have it packed");
  }

  @Test
  void refusesAFileTwiceWithDifferentBytes() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a.txt", "one").add("./a.txt", "two");
    }

    refuses("has a file twice, with different bytes: './a.txt'.");
  }

  @Test
  void takesAFileTwiceWithTheSameBytes() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a.txt", "one").add("a.txt", "one");
    }

    assertThat(contents()).containsExactly("a.txt=one");
  }

  @Test
  void keepsFilesApartWhoseNamesDifferByCase() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a/b.class", "b").add("a/B.class", "B").add("A/b.class", "A");
    }

    assertThat(contents()).containsExactly("A/b.class=A", "a/B.class=B", "a/b.class=b");
  }

  @Test
  void followsLinksInTheArchive() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.link("lib/libx.so", "libx.so.1").link("lib/libx.so.1", "../opt/libx.so.1.2");
      zip.add("opt/libx.so.1.2", "code", 0100755).link("bootstrap", "opt/libx.so.1.2");
    }

    assertThat(contents())
        .containsExactly(
            "bootstrap=code", "lib/libx.so=code", "lib/libx.so.1=code", "opt/libx.so.1.2=code");
    try (PackageArchive archive = PackageArchive.open(file)) {
      assertThat(archive.entries()).allMatch(ArchiveEntry::isExecutable);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "nothing", "folder", "link"})
  void refusesLinksThatLeadElsewhere(String target) throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.link("link", target).add("folder/file", "");
    }

    refuses(
        "has a symbolic link to '"
            + target
            + "', which is not a file in it: 'link'. Have it packed");
  }

  @Test
  void refusesDevices() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("null", "", 0020666);
    }

    refuses("has an entry that is not a file, such as a device: 'null'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        TestZip.FLAGS + "|" + ENCRYPTED + "|is encrypted, and nobody could read it on Lambda: 'a'.",
        TestZip.METHOD + "|" + UNKNOWN_METHOD + "|has a file in a form that is not known",
        TestZip.SIZE + "|" + ALMOST_4_GB + "|unpacks to more than the 10.0 GB that Lambda takes.",
        TestZip.COMPRESSED_SIZE + "|1000|has files that lie over each other"
      })
  void refusesWhatNobodyShouldUnpack(int offset, int value, String words) throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a", "a").add("b", "b").add("c", "c");
    }
    TestZip.patch(file, offset, value);

    refuses(words);
  }

  /** An archive may lie about sizes: no more is written than it says. */
  @Test
  void stopsWhereAFileIsLargerThanItSays() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a", "a".repeat(1_000_000));
    }
    TestZip.patch(file, TestZip.SIZE, 10);

    try (PackageArchive archive = PackageArchive.open(file)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      assertThatThrownBy(() -> archive.copy(archive.entries().get(0), out))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageStartingWith(
              "<content> '%s' is damaged at 'a': its bytes are not those", file);
      assertThat(out.size()).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void noticesBytesThatChanged() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a", "some text that is long enough to be changed in the middle of its bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[50] ^= 0x10;
    Files.write(file, bytes);

    try (PackageArchive archive = PackageArchive.open(file)) {
      assertThatThrownBy(
              () -> archive.copy(archive.entries().get(0), OutputStream.nullOutputStream()))
          .isInstanceOf(LambdaImageException.class)
          .hasMessageStartingWith("<content> '%s' is damaged at 'a': ", file)
          .hasMessageEndingWith(". Have it packed anew.");
    }
  }

  @Test
  void saysWhatAFileIsThatIsNoZip() throws Exception {
    Files.writeString(file, "");
    refuses("is empty: what makes it did not finish. Have it packed anew.");

    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
    refuses("is a pointer of Git LFS, and the file itself is not here. Run 'git lfs pull'");

    Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0});
    refuses("is neither a zip or jar nor a folder (");
  }

  @Test
  void saysThatNamesAreNotInUtf8() throws Exception {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("ä.txt"));
    }

    refuses("has a file name that is not in UTF-8: '?.txt'. Have it packed anew");
  }

  @Test
  void saysThatAZipIsCutOffWhereverThatIs() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a", "a".repeat(100)).add("b/c", "c".repeat(100));
    }
    byte[] whole = Files.readAllBytes(file);

    for (int length = 2; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      refuses("is a zip that is cut off or damaged (");
    }
  }

  /** Whatever bytes change, the end is a sentence or the files as they were packed. */
  @Test
  void fallsOverNoByteOfItsDirectory() throws Exception {
    try (TestZip zip = new TestZip(file)) {
      zip.add("a", "text").link("link", "a").add("b/c", "c".repeat(100), 0100755);
    }
    byte[] whole = Files.readAllBytes(file);

    for (int i = 0; i < whole.length; i++) {
      for (int value : new int[] {0, 0xFF, 0x80}) {
        byte[] changed = whole.clone();
        changed[i] = (byte) value;
        Files.write(file, changed);
        try {
          contents();
        } catch (LambdaImageException e) {
          assertThat(e).hasMessageStartingWith("<content> '").hasMessageEndingWith(".");
        }
      }
    }
  }

  private void refuses(String words) {
    assertThatThrownBy(() -> PackageArchive.open(file).close())
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("<content> '" + file + "' " + words)
        .hasMessageEndingWith(".");
  }

  private List<String> contents() throws Exception {
    TreeMap<String, String> contents = new TreeMap<>();
    try (PackageArchive archive = PackageArchive.open(file)) {
      for (ArchiveEntry entry : archive.entries()) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.copy(entry, out);
        contents.put(entry.name(), out.toString(UTF_8));
      }
    }
    List<String> list = new ArrayList<>();
    contents.forEach((name, text) -> list.add(name + "=" + text));
    return list;
  }
}
