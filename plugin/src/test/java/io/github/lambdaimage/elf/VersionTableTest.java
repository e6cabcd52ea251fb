package io.github.lambdaimage.elf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTableTest {

  private static final ByteBuffer STRINGS =
      ByteBuffer.wrap("\0GLIBC_2.17\0GLIBC_2.28\0".getBytes(US_ASCII));

  private static final int OLDER = 1;
  private static final int NEWER = 12;

  @Test
  void followsBothLists() {
    assertThat(needs(16, 0, true).needed()).hasToString("GLIBC_2.28");
    assertThat(needs(0, 0, false).needed()).hasToString("GLIBC_2.17");
    assertThat(definitions(28, 0).defined()).hasToString("GLIBC_2.28");
  }

  /** A libstdc++ by another name comes with the file, and the base's is not asked. */
  @Test
  void countsTheCppLibraryOfTheSystemAlone() {
    ByteBuffer strings =
        ByteBuffer.wrap(
            "\0libstdc++.so.6\0libstdc++-1a.so.6.0.33\0GLIBCXX_3.4.33\0".getBytes(US_ASCII));
    ByteBuffer table = ByteBuffer.allocate(32);
    table.putInt(4, 1).putInt(8, 16).putInt(16 + 8, 39);
    assertThat(new VersionTable(table, strings).needed()).hasToString("GLIBCXX_3.4.33");

    table.putInt(4, 16);
    assertThat(new VersionTable(table, strings).needed()).isEqualTo(SymbolVersions.NONE);
  }

  @Test
  void doesNotGoInACircle() {
    assertThatThrownBy(() -> needs(16, -16, false).needed())
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> definitions(28, -28).defined())
        .isInstanceOf(IndexOutOfBoundsException.class);
    ByteBuffer libraries = needs(0, 0, true).table();
    libraries.putInt(48 + 12, -48);
    assertThatThrownBy(() -> new VersionTable(libraries, STRINGS).needed())
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-100, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void doesNotLeaveTheTable(int toNext) {
    assertThatThrownBy(() -> needs(toNext, 0, false).needed())
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> definitions(toNext, 0).defined())
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /**
   * A library at 0 with versions at 16 and 32, and one at 48 that has those of the first.
   *
   * @param toSecond from the first version on
   * @param toThird from the second version on
   * @param hasSecond whether the second library counts
   */
  private static VersionTable needs(int toSecond, int toThird, boolean hasSecond) {
    ByteBuffer table = ByteBuffer.allocate(64);
    table.putInt(8, 16).putInt(12, hasSecond ? 48 : 0);
    table.putInt(16 + 8, OLDER).putInt(16 + 12, toSecond);
    table.putInt(32 + 8, NEWER).putInt(32 + 12, toThird);
    table.putInt(48 + 8, -32);
    return new VersionTable(table, STRINGS);
  }

  /** Definitions at 0 and 28, each with its name behind it. */
  private static VersionTable definitions(int toSecond, int toThird) {
    ByteBuffer table = ByteBuffer.allocate(56);
    table.putInt(12, 20).putInt(16, toSecond).putInt(20, OLDER);
    table.putInt(28 + 12, 20).putInt(28 + 16, toThird).putInt(28 + 20, NEWER);
    return new VersionTable(table, STRINGS);
  }
}
