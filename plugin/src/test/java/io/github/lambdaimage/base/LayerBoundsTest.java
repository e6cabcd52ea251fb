package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that nobody makes by mistake. */
@Timeout(120)
class LayerBoundsTest {

  private static final int TYPE = 156;

  private static final String TOO_LONG = "the name of a file in it is longer than any system takes";

  /** A long name, a long target of a link, and attributes, of one file and of all that follow. */
  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'g'})
  void havingANameOfHundredsOfMegabytesAreNotRead(char type) {
    long size = 400_000_000;
    InputStream layer =
        new SequenceInputStream(
            new ByteArrayInputStream(header("name", type, Long.toOctalString(size))),
            new SequenceInputStream(
                new ByteArrayInputStream((size + " path=").getBytes(UTF_8)), new Endless()));

    assertThatThrownBy(() -> LayerListing.read(layer))
        .isInstanceOf(IOException.class)
        .hasMessage(TOO_LONG);
  }

  /** Each of these has the parser call itself once more. */
  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'g'})
  void havingNothingButNamesOfNamesAreNotRead(char type) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    byte[] name = Arrays.copyOf("6 a=b\n".getBytes(UTF_8), 512);
    for (int i = 0; i < 20_000; i++) {
      tar.write(header("name", type, "6"));
      tar.write(name);
    }

    assertThatThrownBy(() -> LayerListing.read(new ByteArrayInputStream(tar.toByteArray())))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"77777777777", "-1", "many", "99999999999", ""})
  void whoseFilesHaveSizesThatAreNoneAreReadToTheirEndAtMost(String size) {
    byte[] tar = Arrays.copyOf(header("name", '0', size), 2048);

    try {
      assertThat(LayerListing.read(new ByteArrayInputStream(tar)).entries())
          .isSubsetOf(new Entry(Kind.FILE, "/name", ""));
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("Exception");
    }
  }

  /** A hundred kilobytes of gzip for each hundred megabytes. */
  @Test
  void thatUnpackToMoreThanTheyMayAreNotRead() throws IOException {
    byte[] tar = new byte[20_000_000];
    byte[] header = header("zeros", '0', Long.toOctalString(19_000_000));
    System.arraycopy(header, 0, tar, 0, header.length);
    byte[] bomb = BaseLayer.gzip(tar);
    assertThat(bomb).hasSizeLessThan(50_000);

    assertThatThrownBy(() -> LayerListing.read(new ByteArrayInputStream(bomb), 10_000_000))
        .isInstanceOf(IOException.class)
        .hasMessage("it unpacks to more than 10.0 MB, and Lambda accepts no such image");
    assertThat(LayerListing.read(new ByteArrayInputStream(bomb), 20_001_000).entries()).hasSize(1);
  }

  @Test
  @Tag("slow")
  void areReadWithoutThePathsThatNobodyCanOpen() throws Exception {
    String longest = "a/".repeat(2047) + "b";
    BaseLayer layer =
        new BaseLayer()
            .file(longest)
            .file("a/".repeat(20_000) + "b")
            .link("link", "a/".repeat(20_000))
            .file("etc/passwd");

    assertThat(layer.listing().entries())
        .containsExactly(
            new Entry(Kind.FILE, "/" + longest, ""), new Entry(Kind.FILE, "/etc/passwd", ""));
  }

  /** As a path has names, and as its folders are links to folders of as many. */
  @Test
  void ofFoldersWithoutAnEndHaveTheirPlace() throws Exception {
    List<Entry> entries = new ArrayList<>();
    String deep = "/a".repeat(20_000);
    entries.add(new Entry(Kind.FILE, deep + "/b", ""));
    entries.add(new Entry(Kind.FILE, deep + "/.wh.b", ""));
    for (int i = 0; i < 40; i++) {
      entries.add(
          new Entry(Kind.LINK, "/l" + i, ("l" + (i + 1) + "/..").concat("/x/..".repeat(800))));
    }
    entries.add(new Entry(Kind.DIRECTORY, "/x", ""));
    BaseFiles files = BaseFiles.of(List.of(new LayerListing(entries), new LayerListing(entries)));

    assertThat(files.resolve(deep)).isEmpty();
    assertThat(files.resolve("/l0/x/y")).isEqualTo(Optional.empty());
    assertThat(files.isLink("/l0")).isTrue();
  }

  /** A header as of the first tar programs, which have no checks of their own. */
  private static byte[] header(String name, char type, String size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, size);
    put(header, 136, "00000000000");
    put(header, TYPE, String.valueOf(type));
    put(header, 257, "ustar");
    put(header, 263, "00");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xFF;
    }
    put(header, 148, String.format(java.util.Locale.ROOT, "%06o", sum));
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  /** What fills a name; no test waits for it to be read. */
  private static final class Endless extends InputStream {

    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
      Arrays.fill(bytes, offset, offset + count, (byte) 'x');
      return count;
    }
  }
}
