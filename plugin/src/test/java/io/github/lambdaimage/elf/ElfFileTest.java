package io.github.lambdaimage.elf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ElfFileTest {

  /** What every machine that runs the tests has, if it is Linux with glibc. */
  private static final List<Path> LIBC =
      List.of(
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
          Path.of("/lib/aarch64-linux-gnu/libc.so.6"),
          Path.of("/lib64/libc.so.6"));

  @Test
  void saysWhichVersionsItNeeds() throws Exception {
    assertThat(elf(SmallLibraries.ARC4RANDOM).needs()).hasToString("GLIBC_2.36");
    assertThat(elf(SmallLibraries.ARC4RANDOM_X86_64).needs()).hasToString("GLIBC_2.36");
    assertThat(elf(SmallLibraries.CONDITION).needs()).hasToString("GLIBCXX_3.4.30");
    assertThat(elf(SmallLibraries.LIBC).needs()).isEqualTo(SymbolVersions.NONE);
  }

  @Test
  void saysWhichVersionsItHas() throws Exception {
    assertThat(elf(SmallLibraries.LIBC).defines()).hasToString("GLIBC_2.28");
    assertThat(elf(SmallLibraries.ARC4RANDOM).defines()).isEqualTo(SymbolVersions.NONE);
  }

  /** As {@code ld} marks what is used only where it is there. */
  @Test
  void doesNotNeedWhatItOnlyWouldUse() throws Exception {
    byte[] bytes = Files.readAllBytes(SmallLibraries.ARC4RANDOM);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(entry(bytes) + 4, (short) 2);

    assertThat(elf(bytes).needs()).isEqualTo(SymbolVersions.NONE);
  }

  @Test
  void agreesWithTheCLibraryOfThisMachine() throws Exception {
    Path libc = LIBC.stream().filter(Files::exists).findFirst().orElse(Path.of("absent"));
    assumeTrue(Files.exists(libc) && Files.exists(Path.of("/usr/bin/getconf")));
    Process getconf = new ProcessBuilder("/usr/bin/getconf", "GNU_LIBC_VERSION").start();
    String version = new String(getconf.getInputStream().readAllBytes(), US_ASCII).strip();

    assertThat(elf(libc).defines().of(SymbolVersion.GLIBC))
        .hasToString("Optional[" + version.replace("glibc ", "GLIBC_") + "]");
  }

  /** Whatever the bytes are, reading ends: with an answer, or with the one exception. */
  @Test
  void survivesEveryByteThatIsNotWhatItShouldBe() throws Exception {
    for (Path file : List.of(SmallLibraries.ARC4RANDOM, SmallLibraries.LIBC)) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 4; i < whole.length; i++) {
        for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
          byte[] bytes = whole.clone();
          bytes[i] = (byte) value;
          read(bytes);
        }
        read(Arrays.copyOf(whole, Math.max(i, 64)));
      }
    }
  }

  /** What is made to be read, and kept, tens of thousands of times. */
  @Test
  void doesNotReadMoreThanAnyFileHas() {
    byte[] bytes = new byte[64 + 32_000 * 56];
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1);
    file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 32_000);
    for (int i = 0; i < 32_000; i++) {
      // A note, of which there is but a byte.
      file.putInt(64 + i * 56, 4).putLong(64 + i * 56 + 32, 1);
    }
    AtomicInteger opened = new AtomicInteger();
    ElfFile elf =
        ElfFile.of(
            Arrays.copyOf(bytes, 64),
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(bytes);
            });

    assertThatThrownBy(elf::notes).isInstanceOf(DamagedElfException.class);
    assertThat(opened).hasValueLessThan(100);
  }

  @Test
  void doesNotKeepMoreThanAFewLargePieces() {
    byte[] bytes = new byte[15 * 1024 * 1024];
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 0x464C457F).put(4, (byte) 2).put(5, (byte) 1);
    file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 8);
    for (int i = 0; i < 8; i++) {
      file.putInt(64 + i * 56, 4).putLong(64 + i * 56 + 32, bytes.length);
    }

    assertThatThrownBy(elf(bytes)::notes).isInstanceOf(DamagedElfException.class);
  }

  /** A name of a version that goes on for megabytes would be read a thousand times. */
  @Test
  void doesNotReadANameWithoutAnEnd() {
    ByteBuffer endless = ByteBuffer.wrap("G".repeat(100_000).getBytes(US_ASCII));

    assertThatThrownBy(() -> ElfFile.text(endless, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void read(byte[] bytes) throws IOException {
    try {
      ElfFile elf = elf(bytes);
      elf.libraries();
      elf.notes();
      elf.needs();
      elf.defines();
    } catch (DamagedElfException e) {
      assertThat(e).hasCauseInstanceOf(Exception.class);
    }
  }

  /** Where the entry for GLIBC_2.36 is, which begins with a hash of that name. */
  private static int entry(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int hash = 0;
    for (byte letter : "GLIBC_2.36".getBytes(US_ASCII)) {
      hash = (hash << 4) + letter;
      hash = (hash ^ ((hash & 0xF0000000) >>> 24)) & 0x0FFFFFFF;
    }
    for (int i = 0; i < bytes.length - 4; i++) {
      if (file.getInt(i) == hash) {
        return i;
      }
    }
    throw new IllegalStateException("There is none.");
  }

  private static ElfFile elf(Path file) throws IOException {
    return elf(Files.readAllBytes(file));
  }

  private static ElfFile elf(byte[] bytes) {
    return ElfFile.of(Arrays.copyOf(bytes, 64), () -> new ByteArrayInputStream(bytes));
  }
}
