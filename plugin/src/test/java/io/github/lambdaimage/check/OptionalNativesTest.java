package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Dependency;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionalNativesTest {

  private static final String BROTLI = "com.aayushatharva.brotli4j:native-linux-x86_64";

  @TempDir Path directory;

  /** netty's own POM names it for Linux on x86_64, and netty asks whether it is there. */
  @Test
  void areANoteWithTheReason() throws Exception {
    Dependency brotli = RealJars.dependency(BROTLI);
    CheckedImage image = function(brotli);

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE))
        .containsExactly(
            "'%s' has no native code for Linux on aarch64: Brotli4jLoader.isAvailable() tells, and netty offers other compression then."
                .formatted(brotli.jarName()));
    assertThat(
            function(RealJars.as("example", "native-linux-x86_64", brotli)).problems(Check.NATIVE))
        .hasSize(1);
  }

  @Test
  void areANoteWhereTheBaseHasAnotherCLibraryToo() throws Exception {
    Dependency jar = RealJars.dependency("io.netty:netty-tcnative-boringssl-static::linux-x86_64");
    BaseFiles musl =
        BaseFiles.of(
            List.of(
                new LayerListing(List.of(new Entry(Kind.FILE, "/lib/ld-musl-x86_64.so.1", "")))));
    CheckedImage image =
        function(RealJars.as("org.lz4", "lz4-java", jar))
            .architecture(Architecture.X86_64)
            .base("registry.example/jre:1", "{\"config\":{}}")
            .baseFiles(musl);

    assertThat(image.problems(Check.NATIVE)).isEmpty();
    assertThat(image.notes(Check.NATIVE))
        .singleElement()
        .asString()
        .endsWith(
            "has no native code that the base would load: its fastestInstance() is in Java then.");
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty:netty-transport-native-epoll,        true",
    "io.netty:netty-transport-native-kqueue,       true",
    "io.netty:netty-resolver-dns-native-macos,     true",
    "org.jline:jline,                              true",
    "org.jline:jline-native,                       true",
    "org.fusesource.jansi:jansi,                   true",
    "com.aayushatharva.brotli4j:native-osx-aarch64, true",
    "org.apache.activemq:activemq-artemis-native,  true",
    "software.amazon.cryptools:AmazonCorrettoCryptoProvider, true",
    "org.scala-lang:scala-compiler,                true",
    // Whoever names it wants OpenSSL, and may ask for it by name.
    "io.netty:netty-tcnative-boringssl-static,     false",
    "org.xerial:sqlite-jdbc,                       false",
    "com.github.luben:zstd-jni,                    false",
    "org.apache.activemq:activemq-client,          false",
    // Whoever names it wants it.
    "io.netty:netty-codec-native-quic,             false",
    "org.conscrypt:conscrypt-openjdk-uber,         false"
  })
  void areThoseOfTheList(String coordinates, boolean isOne) throws Exception {
    assertThat(OptionalNatives.read().reason(dependency(coordinates)).isPresent()).isEqualTo(isOne);
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty:netty-codec-native-quic,     io.netty:netty-codec-http3 io.projectreactor.netty:reactor-netty-http, true",
    "io.netty:netty-codec-native-quic,     io.netty:netty-codec-http3 io.projectreactor.netty:reactor-netty-http a:b, true",
    "io.netty:netty-codec-native-quic,     io.netty:netty-all,                         true",
    // They may ask for it by name, of which nobody knows.
    "io.netty:netty-codec-native-quic,     io.netty:netty-codec-http3,                 false",
    "io.netty:netty-codec-native-quic,     io.netty:netty-codec-http3 example:proxy,   false",
    "io.netty:netty-codec-native-quic,     example:proxy,                              false",
    "org.conscrypt:conscrypt-openjdk-uber, io.grpc:grpc-alts,                          true",
    "org.conscrypt:conscrypt-openjdk-uber, com.google.cloud:google-cloud-storage,      true",
    "org.conscrypt:conscrypt-openjdk-uber, example:grpc-alts,                          false",
    "org.conscrypt:conscrypt-openjdk-uber, io.grpc:grpc-core,                          false",
    "org.xerial:sqlite-jdbc,               io.grpc:grpc-alts,                          false"
  })
  void areThoseThatAnotherLibraryBringsAndDoesWithout(
      String coordinates, String bringers, boolean isOne) throws Exception {
    assertThat(
            OptionalNatives.read()
                .reason(dependency(coordinates).broughtBy(List.of(bringers.split(" "))))
                .isPresent())
        .isEqualTo(isOne);
  }

  private static Dependency dependency(String coordinates) {
    String[] names = coordinates.split(":", -1);
    return new Dependency(
        names[0], names[1], "1", "", Path.of("a.jar"), Dependency.Stability.RELEASE);
  }

  @Test
  void haveAReasonEach() throws Exception {
    assertThat(OptionalNatives.read().lines())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            line -> {
              assertThat(line.reason()).matches("[^ ].{10,}[^.]");
              assertThat(line.library().keeps()).isFalse();
            });
  }

  private CheckedImage function(Dependency library) throws Exception {
    return new CheckedImage(
        directory,
        new Compiled(directory).classes("public class Hello {}").library(library).layers());
  }
}
