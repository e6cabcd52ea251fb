package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.elf.SmallLibraries;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerListingTest {

  private static final String LONG_NAME = "opt/" + "directory/".repeat(30) + "größe.txt";

  @Test
  void namesWhatIsInALayer() throws Exception {
    LayerListing listing =
        new BaseLayer()
            .directory("usr/bin")
            .directory("tmp", 041777)
            .file("usr/bin/env")
            .link("bin", "usr/bin")
            .hardLink("usr/bin/printenv", "usr/bin/env")
            .file("./etc//passwd")
            .file(LONG_NAME)
            .listing();

    assertThat(listing.entries())
        .containsExactly(
            new Entry(Kind.DIRECTORY, "/usr/bin", "755"),
            new Entry(Kind.DIRECTORY, "/tmp", "1777"),
            new Entry(Kind.FILE, "/usr/bin/env", ""),
            new Entry(Kind.LINK, "/bin", "usr/bin"),
            new Entry(Kind.HARD_LINK, "/usr/bin/printenv", "/usr/bin/env"),
            new Entry(Kind.FILE, "/etc/passwd", ""),
            new Entry(Kind.FILE, "/" + LONG_NAME, ""));
  }

  @Test
  void readsLayersWithoutGzipToo() throws Exception {
    byte[] tar = new BaseLayer().file("etc/passwd").tar();

    assertThat(read(tar)).isEqualTo(read(BaseLayer.gzip(tar)));
    assertThat(read(tar).entries()).hasSize(1);
  }

  /**
   * Modules of a build look into their layers at once, and what is skipped is read all the same.
   */
  @Test
  void isReadByManyThreadsAtOnce() throws Exception {
    BaseLayer layer = new BaseLayer();
    for (int file = 0; file < 60; file++) {
      StringBuilder content = new StringBuilder();
      for (int line = 0; line < 700; line++) {
        content.append("line ").append(line % (file + 7)).append(" of ").append(file).append('\n');
      }
      layer.file("etc/" + file, content.toString());
    }
    byte[] blob = BaseLayer.gzip(layer.tar());
    LayerListing expected = read(blob);

    assertThat(
            IntStream.range(0, 400)
                .parallel()
                .mapToObj(
                    round -> {
                      try {
                        return read(blob);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    })
                .distinct())
        .containsExactly(expected);
  }

  @Test
  void readsALayerOfSeveralGzipMembers() throws Exception {
    byte[] tar = new BaseLayer().file("etc/passwd").file("etc/hosts").tar();
    byte[] first = BaseLayer.gzip(Arrays.copyOf(tar, 700));
    byte[] second = BaseLayer.gzip(Arrays.copyOfRange(tar, 700, tar.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(read(both).entries()).hasSize(2);
  }

  /** As umoci 0.4 writes it. */
  @Test
  void readsATarThatEndsWithItsLastFile() throws Exception {
    byte[] tar = new BaseLayer().file("etc/passwd", "root").file("etc/hosts", "localhost").tar();
    int end = 512 + 512 + 512 + "localhost".length();

    assertThat(read(BaseLayer.gzip(Arrays.copyOf(tar, end))).entries()).hasSize(2);
  }

  @Test
  void findsNothingInAnEmptyLayer() throws Exception {
    assertThat(new BaseLayer().listing().entries()).isEmpty();
  }

  @Test
  void readsTheVersionOfAJava() throws Exception {
    LayerListing listing =
        new BaseLayer()
            .file("opt/jre/release", "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.15\"\n")
            .file("opt/old/release", "JAVA_VERSION=1.8.0_432\r\nOS_NAME=Linux\r\n")
            .file("opt/product/release", "7\n")
            .file("opt/large/release", "JAVA_VERSION=\"21\"\n" + "x".repeat(70_000))
            .listing();

    assertThat(listing.entries())
        .containsExactly(
            new Entry(Kind.JAVA_RELEASE, "/opt/jre/release", "17.0.15"),
            new Entry(Kind.JAVA_RELEASE, "/opt/old/release", "1.8.0_432"),
            new Entry(Kind.FILE, "/opt/product/release", ""),
            new Entry(Kind.FILE, "/opt/large/release", ""));
  }

  @Test
  void readsTheVersionOfAJavaInAFileOfUpTo64Kibibytes() throws Exception {
    String version = "JAVA_VERSION=\"21\"\n";
    String longest = version + "x".repeat(64 * 1024 - version.length());

    assertThat(
            new BaseLayer()
                .file("jre/release", longest)
                .file("jdk/release", longest + 'x')
                .listing()
                .entries())
        .extracting(Entry::kind)
        .containsExactly(Kind.JAVA_RELEASE, Kind.FILE);
  }

  /** No system opens longer ones. */
  @Test
  void keepsPathsAndTargetsOfUpTo4096Letters() throws Exception {
    String longest = "a/".repeat(2047) + "b";

    assertThat(
            new BaseLayer()
                .file(longest)
                .file(longest + 'b')
                .link("link", '/' + longest)
                .link("too-far", '/' + longest + 'b')
                .listing()
                .entries())
        .extracting(Entry::path)
        .containsExactly('/' + longest, "/link");
  }

  @Test
  void readsTheVersionsOfTheCLibrary() throws Exception {
    byte[] libc = Files.readAllBytes(SmallLibraries.LIBC);
    byte[] other = Files.readAllBytes(SmallLibraries.ARC4RANDOM);
    LayerListing listing =
        new BaseLayer()
            .file("usr/lib64/libc.so.6", libc)
            .file("lib/aarch64-linux-gnu/libc-2.28.so", libc)
            .file("usr/lib64/libother.so", libc)
            .file("usr/lib64/libstdc++.so.6.0.24", Arrays.copyOf(libc, 100))
            .file("opt/libc.so.6", other)
            .file("usr/share/gdb/auto-load/libstdc++.so.6.0.24-gdb.py", "import sys")
            .listing();

    assertThat(listing.entries())
        .extracting(Entry::text)
        .containsExactly(
            "GLIBC_2.28", "GLIBC_2.28", "", "CXXABI_9999 GLIBCXX_9999 GLIBC_9999", "", "");
    assertThat(LayerListing.parse(listing.text())).isEqualTo(listing);
  }

  @Test
  void isKeptAsTextAndReadBack() throws Exception {
    LayerListing listing =
        new BaseLayer()
            .file(LONG_NAME)
            .file("with space")
            .link("bin", "usr/bin")
            .directory("root", 0550)
            .file("jre/release", "JAVA_VERSION=\"21\"")
            .listing();

    assertThat(LayerListing.parse(listing.text())).isEqualTo(listing);
    assertThat(LayerListing.parse(new LayerListing(java.util.List.of()).text()).entries())
        .isEmpty();
  }

  @Test
  void keepsNothingOfNamesThatItsTextCouldNotHoldButThatTheyAreThere() throws Exception {
    LayerListing listing =
        new BaseLayer().file("odd\tname").link("odd", "line\nbreak").file("etc/passwd").listing();

    assertThat(listing.entries())
        .containsExactly(
            new Entry(Kind.SPECIAL, "/odd?name", ""),
            new Entry(Kind.SPECIAL, "/odd", ""),
            new Entry(Kind.FILE, "/etc/passwd", ""));
    assertThat(LayerListing.parse(listing.text())).isEqualTo(listing);
  }

  @Test
  void refusesWhatIsNoLayerOrNoListing() {
    assertThatThrownBy(() -> read("this is no tar file ".repeat(100).getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(new BaseLayer().file("a").gzip(), 40)))
        .isInstanceOf(IOException.class);
    for (String damaged : new String[] {"FILE", "FILE\t/a", "SOCKET\t/a\t\n", "DIRECTORY\t/a\t"}) {
      assertThatThrownBy(() -> LayerListing.parse(damaged))
          .as(damaged)
          .isInstanceOf(LambdaImageException.class);
    }
  }

  private static LayerListing read(byte[] layer) throws IOException {
    return LayerListing.read(new ByteArrayInputStream(layer));
  }
}
