package io.github.lambdaimage.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.function.FunctionFile;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineCodeTest {

  private static final String SQLITE = "org.xerial:sqlite-jdbc";

  /** Shared, so that each jar is read once. */
  @TempDir static Path directory;

  @ParameterizedTest
  @CsvSource({
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux/aarch64/libsqlitejdbc.so, LINUX, aarch64, MOSTLY_GLIBC",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux/x86/libsqlitejdbc.so, LINUX, x86, MOSTLY_GLIBC",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux/armv7/libsqlitejdbc.so, LINUX, arm, MOSTLY_GLIBC",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so, LINUX, x86_64, MUSL",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux-Android/aarch64/libsqlitejdbc.so, OTHER, aarch64, ANY",
    "org.xerial:sqlite-jdbc, org/sqlite/native/FreeBSD/x86_64/libsqlitejdbc.so, OTHER, x86_64, ANY",
    "org.xerial:sqlite-jdbc, org/sqlite/native/FreeBSD/aarch64/libsqlitejdbc.so, OTHER, aarch64, ANY",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib, MAC, '', ANY",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Windows/x86_64/sqlitejdbc.dll, WINDOWS, '', ANY",
    "org.xerial.snappy:snappy-java, org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so, LINUX, x86_64, GLIBC",
    "org.xerial.snappy:snappy-java, org/xerial/snappy/native/Linux/android-aarch64/libsnappyjava.so, OTHER, aarch64, ANY",
    "org.xerial.snappy:snappy-java, org/xerial/snappy/native/SunOS/x86_64/libsnappyjava.so, OTHER, x86_64, ANY",
    "net.java.dev.jna:jna, com/sun/jna/linux-x86-64/libjnidispatch.so, LINUX, x86_64, MOSTLY_GLIBC",
    "net.java.dev.jna:jna, com/sun/jna/linux-s390x/libjnidispatch.so, LINUX, s390x, MOSTLY_GLIBC",
    "net.java.dev.jna:jna, com/sun/jna/openbsd-x86-64/libjnidispatch.so, OTHER, x86_64, ANY",
    "net.java.dev.jna:jna, com/sun/jna/dragonflybsd-x86-64/libjnidispatch.so, OTHER, x86_64, ANY",
    "net.java.dev.jna:jna, com/sun/jna/darwin-aarch64/libjnidispatch.jnilib, MAC, '', ANY",
  })
  void tellsPlatformMachineAndLibraryOfRealFiles(
      String jar, String path, Platform platform, String machine, Libc libc) throws Exception {
    assertThat(natives(jar))
        .filteredOn(it -> it.path().equals(path))
        .extracting(NativeFile::platform, NativeFile::machine, NativeFile::libc)
        .containsExactly(tuple(platform, machine, libc));
  }

  @ParameterizedTest
  @CsvSource({
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux/x86_64/libsqlitejdbc.so, GLIBC_2.3",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux/aarch64/libsqlitejdbc.so, GLIBC_2.17",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so, ''",
    "org.xerial:sqlite-jdbc, org/sqlite/native/Linux/armv7/libsqlitejdbc.so, ''",
    "net.java.dev.jna:jna, com/sun/jna/linux-x86-64/libjnidispatch.so, GLIBC_2.7",
    "com.aayushatharva.brotli4j:native-linux-aarch64, lib/linux-aarch64/libbrotli.so, GLIBC_2.17 GLIBCXX_3.4"
  })
  void tellsWhatRealFilesNeedWhereLambdaRuns(String jar, String path, String needs)
      throws Exception {
    assertThat(natives(jar))
        .filteredOn(it -> it.path().equals(path))
        .extracting(it -> it.needs().toString())
        .containsExactly(needs);
  }

  /** Each opening unpacks the file from its beginning. */
  @Test
  void looksOnceMoreIntoAFileForAMachineOfLambdasAlone() throws Exception {
    byte[] bytes =
        Files.readAllBytes(
            RealJars.extract(
                SQLITE,
                "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                directory.resolve("counted.so")));
    int openings = openings(bytes);
    bytes[18] = 3;

    assertThat(openings(bytes)).isEqualTo(openings - 1);
  }

  private static int openings(byte[] bytes) throws Exception {
    AtomicInteger openings = new AtomicInteger();
    assertThat(
            MachineCode.in(
                Arrays.copyOf(bytes, MachineCode.HEAD),
                () -> {
                  openings.incrementAndGet();
                  return new ByteArrayInputStream(bytes);
                },
                "file",
                bytes.length))
        .isPresent();
    return openings.get();
  }

  @Test
  void findsEveryFileWhateverItsNameEnding() throws Exception {
    assertThat(natives(SQLITE))
        .hasSize(24)
        .allMatch(it -> it.path().matches(".*\\.(so|dll|dylib)"));
    assertThat(natives("net.java.dev.jna:jna")).hasSize(26);
  }

  @Test
  void takesNoOtherFileForMachineCode() throws Exception {
    for (String jar :
        List.of(
            "org.jetbrains.kotlin:kotlin-stdlib",
            "com.fasterxml.jackson.core:jackson-core:2.20.1",
            "junit:junit")) {
      assertThat(natives(jar)).isEmpty();
    }
    // A class file, and several Macs' programs in one, begin alike.
    byte[] type =
        Files.readAllBytes(
            RealJars.extract(
                "junit:junit", "org/junit/Test.class", directory.resolve("Test.classdata")));
    assertThat(in(type)).isEmpty();
  }

  @Test
  void isNotUpsetByAFileThatEndsTooEarly() throws Exception {
    byte[] whole =
        Files.readAllBytes(
            RealJars.extract(
                SQLITE,
                "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so",
                directory.resolve("whole.so")));

    for (int length : List.of(0, 3, 16, 51, 52, 63, 64, 100, 300, 1024, 5000, whole.length / 2)) {
      assertThat(in(Arrays.copyOf(whole, length)))
          .as("the first %s bytes", length)
          .allMatch(it -> it.machine().equals("aarch64") && it.libc() == Libc.ANY);
    }
  }

  private static List<NativeFile> in(byte[] bytes) throws Exception {
    byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, MachineCode.HEAD));
    return MachineCode.in(head, () -> new ByteArrayInputStream(bytes), "file", bytes.length)
        .stream()
        .toList();
  }

  private static List<NativeFile> natives(String coordinates) throws Exception {
    Path jar = RealJars.dependency(coordinates).source().path();
    PartReader reader =
        new PartReader(CacheDirectory.in(directory.resolve("repository")), List.of());
    return reader.library(new FunctionFile(jar, "/var/task/lib/a.jar", 0644)).facts().natives();
  }
}
