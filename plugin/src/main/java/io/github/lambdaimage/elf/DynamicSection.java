package io.github.lambdaimage.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries about other libraries in an ELF file's dynamic section.
 *
 * @param needed positions of the libraries' names among the strings
 * @param strings the address of all strings
 * @param versionNeeds the address of a table, or 0
 * @param versionDefinitions the address of a table, or 0
 */
record DynamicSection(
    List<Integer> needed,
    long strings,
    long sizeOfStrings,
    long versionNeeds,
    long versionDefinitions) {

  private static final int MOST_LIBRARIES = 1000;

  private static final int NEEDED = 1;
  private static final int STRINGS = 5;
  private static final int SIZE_OF_STRINGS = 10;
  private static final int VERSION_DEFINITIONS = 0x6FFFFFFC;
  private static final int VERSION_NEEDS = 0x6FFFFFFE;

  static DynamicSection of(ElfSegments segments) throws IOException {
    List<Integer> needed = new ArrayList<>();
    long strings = 0;
    long sizeOfStrings = 0;
    long versionNeeds = 0;
    long versionDefinitions = 0;
    boolean wide = segments.isWide();
    for (ByteBuffer entries : segments.all(ElfSegments.DYNAMIC)) {
      while (entries.remaining() >= (wide ? 16 : 8)) {
        long tag = wide ? entries.getLong() : entries.getInt();
        long value = wide ? entries.getLong() : entries.getInt();
        if (tag == NEEDED) {
          needed.add((int) value);
          if (needed.size() > MOST_LIBRARIES) {
            throw new IndexOutOfBoundsException();
          }
        } else if (tag == STRINGS) {
          strings = value;
        } else if (tag == SIZE_OF_STRINGS) {
          sizeOfStrings = value;
        } else if (tag == VERSION_NEEDS) {
          versionNeeds = value;
        } else if (tag == VERSION_DEFINITIONS) {
          versionDefinitions = value;
        }
      }
    }
    return new DynamicSection(needed, strings, sizeOfStrings, versionNeeds, versionDefinitions);
  }
}
