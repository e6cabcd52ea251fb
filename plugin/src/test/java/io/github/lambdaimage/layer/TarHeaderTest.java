package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Commons Compress judges. */
class TarHeaderTest {

  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @MethodSource("names")
  void saysTheName(String name, int blocks) throws IOException {
    byte[] header = TarHeader.ofFile(name, 0644, 0, 1);

    assertThat(header).hasSize(blocks * TarHeader.BLOCK);
    assertThat(entry(header).getName()).isEqualTo(name);
    assertThat(entry(header).isFile()).isTrue();
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("a", 1),
        Arguments.of("n".repeat(100), 1),
        // Without a slash, nothing can go into the prefix.
        Arguments.of("n".repeat(101), 3),
        Arguments.of("n".repeat(255), 3),
        Arguments.of("var/task/" + "n".repeat(91), 1),
        Arguments.of("var/task/" + "n".repeat(92), 1),
        Arguments.of("var/task/" + "n".repeat(100), 1),
        Arguments.of("var/task/" + "n".repeat(101), 3),
        Arguments.of("p/" + "n".repeat(100), 1),
        Arguments.of("p".repeat(155) + "/" + "n".repeat(100), 1),
        Arguments.of("p".repeat(156) + "/" + "n".repeat(99), 3),
        Arguments.of("p/".repeat(127) + "n", 1),
        Arguments.of("p/".repeat(128) + "nn", 3),
        Arguments.of("p".repeat(80) + "/" + "q".repeat(80) + "/" + "n".repeat(80), 3),
        Arguments.of("var/task/größe.json", 3),
        Arguments.of("var/task/" + "日本".repeat(40), 3),
        Arguments.of("var/task/\uD83D\uDE80", 3),
        Arguments.of("ä".repeat(236), 3),
        Arguments.of("deep/".repeat(300) + "file", 5));
  }

  @Test
  void saysTheNameOfADirectory() throws IOException {
    for (String name : new String[] {"var/", "d".repeat(99) + "/", "d".repeat(100) + "/", "ä/"}) {
      TarArchiveEntry entry = entry(TarHeader.ofDirectory(name, 0755, 1));

      assertThat(entry.isDirectory()).isTrue();
      assertThat(entry.getName()).isEqualTo(name);
      assertThat(entry.getMode()).isEqualTo(0755);
      assertThat(entry.getSize()).isZero();
    }
  }

  @Test
  void dividesALongNameWithoutLeavingAnyOfItEmpty() throws IOException {
    String name = "p".repeat(100) + "/" + "d".repeat(99) + "/";

    byte[] header = TarHeader.ofDirectory(name, 0755, 1);

    assertThat(header).hasSize(TarHeader.BLOCK);
    assertThat(entry(header).getName()).isEqualTo(name);
    assertThat(entry(TarHeader.ofDirectory("p/" + "d".repeat(100) + "/", 0755, 1)).getName())
        .isEqualTo("p/" + "d".repeat(100) + "/");
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void saysTheSize(long size, int blocks) throws IOException {
    byte[] header = TarHeader.ofFile("var/task/model", 0644, size, 1);

    assertThat(header).hasSize(blocks * TarHeader.BLOCK);
    assertThat(entry(header).getSize()).isEqualTo(size);
    assertThat(entry(header).getName()).isEqualTo("var/task/model");
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        Arguments.of(0, 1),
        Arguments.of(7, 1),
        Arguments.of(8 * GIB - 1, 1),
        Arguments.of(8 * GIB, 3),
        Arguments.of(10_000 * GIB, 3));
  }

  @Test
  void saysALongNameAndALargeSizeAtOnce() throws IOException {
    TarArchiveEntry entry = entry(TarHeader.ofFile("n".repeat(300), 0755, 9 * GIB, 1));

    assertThat(entry.getName()).isEqualTo("n".repeat(300));
    assertThat(entry.getSize()).isEqualTo(9 * GIB);
    assertThat(entry.getMode()).isEqualTo(0755);
  }

  @Test
  void keepsTheDividedNameOfALargeFile() throws IOException {
    String name = "p".repeat(100) + "/" + "n".repeat(100);

    assertThat(entry(TarHeader.ofFile(name, 0644, 9 * GIB, 1)).getName()).isEqualTo(name);
  }

  /** If these bytes change, so does the digest of every image that anybody built before. */
  @Test
  void writesUstar() {
    String block = new String(TarHeader.ofFile("p/n", 0755, 0123, 01), ISO_8859_1);

    assertThat(block)
        .isEqualTo(
            pad("p/n", 100)
                + pad("0000755", 8)
                + pad("0000000", 8)
                + pad("0000000", 8)
                + pad("00000000123", 12)
                + pad("00000000001", 12)
                + "007624\0 "
                + "0"
                + pad("", 100)
                + "ustar\00000"
                + pad("", 64)
                + pad("0000000", 8)
                + pad("0000000", 8)
                + pad("", 155)
                + pad("", 12));
  }

  @Test
  void writesPaxRecordsWhoseLengthsCountThemselves() {
    byte[] header = TarHeader.ofFile("ä".repeat(40), 0644, 0, 1);
    byte[] longer = TarHeader.ofFile("ä".repeat(45) + "n", 0644, 0, 1);

    assertThat(text(header, TarHeader.BLOCK, 89))
        .isEqualTo("89 path=" + bytes("ä".repeat(40)) + "\n");
    // With a length of two digits it would have a hundred bytes, which take three.
    assertThat(text(longer, TarHeader.BLOCK, 101))
        .isEqualTo("101 path=" + bytes("ä".repeat(45)) + "n\n");
    assertThat(text(header, 0, 40)).isEqualTo("_".repeat(40));
    assertThat(header[156]).isEqualTo((byte) 'x');
  }

  @Test
  void saysInRecordsOnlyWhatUstarCannotSay() throws IOException {
    byte[] large = TarHeader.ofFile("var/task/model", 0644, 8 * GIB, 1);
    byte[] longName = TarHeader.ofFile("n".repeat(101), 0644, 8 * GIB - 1, 1);

    assertThat(text(large, TarHeader.BLOCK, TarHeader.BLOCK))
        .isEqualTo(pad("19 size=8589934592\n", TarHeader.BLOCK));
    assertThat(text(longName, TarHeader.BLOCK, TarHeader.BLOCK))
        .isEqualTo(pad("111 path=" + "n".repeat(101) + "\n", TarHeader.BLOCK));
    assertThat(entry(longName).getSize()).isEqualTo(8 * GIB - 1);
  }

  @ParameterizedTest
  @MethodSource("links")
  void saysWhereALinkLeads(String name, String text, int blocks) throws IOException {
    byte[] header = TarHeader.ofLink(name, text, 1);

    assertThat(header).hasSize(blocks * TarHeader.BLOCK);
    assertThat(entry(header).isSymbolicLink()).isTrue();
    assertThat(entry(header).getName()).isEqualTo(name);
    assertThat(entry(header).getLinkName()).isEqualTo(text);
    assertThat(entry(header).getSize()).isZero();
    assertThat(entry(header).getMode()).isEqualTo(0777);
  }

  static Stream<Arguments> links() {
    return Stream.of(
        Arguments.of("opt/libx.so", "libx.so.1", 1),
        Arguments.of("opt/a", "../".repeat(33) + "b", 1),
        Arguments.of("opt/a", "../".repeat(33) + "bc", 3),
        Arguments.of("opt/a", "größe", 3),
        Arguments.of("n".repeat(101), "größe".repeat(20), 3),
        Arguments.of("p".repeat(100) + "/" + "n".repeat(100), "t".repeat(300), 3));
  }

  @Test
  void padsToWholeBlocks() {
    assertThat(TarHeader.padding(0)).isZero();
    assertThat(TarHeader.padding(1)).isEqualTo(511);
    assertThat(TarHeader.padding(511)).isEqualTo(1);
    assertThat(TarHeader.padding(512)).isZero();
    assertThat(TarHeader.padding(9 * GIB + 2)).isEqualTo(510);
  }

  private static TarArchiveEntry entry(byte[] header) throws IOException {
    // Room for what an empty file and the archive's end need.
    byte[] archive = Arrays.copyOf(header, header.length + 2 * TarHeader.BLOCK);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
      TarArchiveEntry entry = tar.getNextEntry();
      assertThat(entry.isCheckSumOK()).isTrue();
      return entry;
    }
  }

  private static String text(byte[] header, int offset, int length) {
    return new String(header, offset, length, ISO_8859_1);
  }

  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static String pad(String text, int length) {
    return text + "\0".repeat(length - text.length());
  }
}
