package io.github.lambdaimage.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A version table, {@code .gnu.version_r} or {@code .gnu.version_d}: lists whose entries give the
 * distance to the next one. The steps are counted, since the file may be malicious.
 *
 * @param table from its beginning on, and some bytes more
 * @param strings that it names
 * @see <a
 *     href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">the
 *     format</a>
 */
record VersionTable(ByteBuffer table, ByteBuffer strings) {

  /** More than twice as many as the C library itself has. */
  private static final int MOST_ENTRIES = 1000;

  /** A version that is optional: the loader works without it. */
  private static final int WEAK = 2;

  /** The versions without which the loader refuses the file. */
  SymbolVersions needed() {
    List<String> names = new ArrayList<>();
    int entries = 0;
    int library = 0;
    for (int toNext = -1; toNext != 0; library += toNext) {
      boolean isCpp =
          ElfFile.text(strings, table.getInt(library + 4)).equals(SymbolVersion.CPP_LIBRARY);
      int version = library + table.getInt(library + 8);
      for (int toOther = -1; toOther != 0; version += toOther) {
        count(++entries);
        if ((table.getShort(version + 4) & WEAK) == 0) {
          String name = ElfFile.text(strings, table.getInt(version + 8));
          if (isCpp || !SymbolVersion.isOfCpp(name)) {
            names.add(name);
          }
        }
        toOther = table.getInt(version + 12);
      }
      toNext = table.getInt(library + 12);
    }
    return SymbolVersions.of(names);
  }

  /** The versions that the file provides to others. */
  SymbolVersions defined() {
    List<String> names = new ArrayList<>();
    int entries = 0;
    int version = 0;
    for (int toNext = -1; toNext != 0; version += toNext) {
      count(++entries);
      int name = version + table.getInt(version + 12);
      names.add(ElfFile.text(strings, table.getInt(name)));
      toNext = table.getInt(version + 16);
    }
    return SymbolVersions.of(names);
  }

  private static void count(int entries) {
    if (entries > MOST_ENTRIES) {
      throw new IndexOutOfBoundsException();
    }
  }
}
