package io.github.lambdaimage.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header before each entry of a tar archive: a ustar block, and before it a pax header if ustar
 * cannot express a name, a link's target or a size.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">pax and
 *     ustar</a>
 */
final class TarHeader {

  static final int BLOCK = 512;

  private static final char FILE = '0';
  private static final char LINK = '2';
  private static final char DIRECTORY = '5';
  private static final char PAX = 'x';

  private static final int NAME_LENGTH = 100;
  private static final int PREFIX_LENGTH = 155;

  /** Eleven octal digits. */
  private static final long LARGEST = (1L << 33) - 1;

  private static final int PAX_MODE = 0644;
  private static final int LINK_MODE = 0777;
  private static final byte[] NONE = {};

  private TarHeader() {}

  /**
   * The header of a file.
   *
   * @param name without a leading {@code /}
   * @param mode permission bits
   * @param seconds of the modification time, since the epoch
   */
  static byte[] ofFile(String name, int mode, long size, long seconds) {
    return of(FILE, name, "", mode, size, seconds);
  }

  /**
   * The header of a symbolic link.
   *
   * @param text its target
   */
  static byte[] ofLink(String name, String text, long seconds) {
    return of(LINK, name, text, LINK_MODE, 0, seconds);
  }

  /** The header of a directory, whose name ends with {@code /}. */
  static byte[] ofDirectory(String name, int mode, long seconds) {
    return of(DIRECTORY, name, "", mode, 0, seconds);
  }

  /** The number of bytes that fill up the last block of a size. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  private static byte[] of(char type, String name, String text, int mode, long size, long seconds) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] link = text.getBytes(StandardCharsets.UTF_8);
    boolean ascii = bytes.length == name.length();
    int split = ascii ? split(bytes) : -1;
    boolean plainLink = link.length == text.length() && link.length <= NAME_LENGTH;
    if (split >= 0 && plainLink && size <= LARGEST) {
      return ustar(type, bytes, split, link, mode, size, seconds);
    }
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (split < 0) {
      records.writeBytes(record("path", bytes));
    }
    if (!plainLink) {
      records.writeBytes(record("linkpath", link));
    }
    if (size > LARGEST) {
      records.writeBytes(record("size", Long.toString(size).getBytes(StandardCharsets.US_ASCII)));
    }
    // Readers take name, link and size from the records. The ustar fields are for readers that do
    // not.
    byte[] rough = split < 0 ? rough(bytes) : bytes;
    int roughSplit = Math.max(split, 0);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(ustar(PAX, rough, roughSplit, NONE, PAX_MODE, records.size(), seconds));
    header.writeBytes(records.toByteArray());
    header.writeBytes(new byte[padding(records.size())]);
    header.writeBytes(
        ustar(
            type,
            rough,
            roughSplit,
            plainLink ? link : rough(link),
            mode,
            size <= LARGEST ? size : 0,
            seconds));
    return header.toByteArray();
  }

  /**
   * Where to divide a name into prefix and name proper, at a {@code /}.
   *
   * @return the prefix's length; 0 if none is needed, -1 if the name does not fit
   */
  private static int split(byte[] name) {
    if (name.length <= NAME_LENGTH) {
      return 0;
    }
    int slash = name.length - NAME_LENGTH - 1;
    while (name[slash] != '/') {
      if (++slash == name.length - 1) {
        return -1;
      }
    }
    return slash >= 1 && slash <= PREFIX_LENGTH ? slash : -1;
  }

  /** The beginning of a name, in ASCII. */
  private static byte[] rough(byte[] name) {
    byte[] rough = Arrays.copyOf(name, Math.min(name.length, NAME_LENGTH));
    for (int i = 0; i < rough.length; i++) {
      rough[i] = rough[i] < 0 ? (byte) '_' : rough[i];
    }
    return rough;
  }

  /** Length, key and value; the length includes its own digits. */
  private static byte[] record(String key, byte[] value) {
    int rest = " ".length() + key.length() + "=".length() + value.length + "\n".length();
    int length = rest + 1;
    while (length != rest + Integer.toString(length).length()) {
      length++;
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream(length);
    record.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
    record.writeBytes(value);
    record.write('\n');
    return record.toByteArray();
  }

  private static byte[] ustar(
      char type, byte[] name, int split, byte[] link, int mode, long size, long seconds) {
    byte[] block = new byte[BLOCK];
    int start = split == 0 ? 0 : split + 1;
    System.arraycopy(name, start, block, 0, name.length - start);
    octal(block, 100, 7, mode);
    octal(block, 108, 7, 0);
    octal(block, 116, 7, 0);
    octal(block, 124, 11, size);
    octal(block, 136, 11, seconds);
    block[156] = (byte) type;
    System.arraycopy(link, 0, block, 157, link.length);
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
    octal(block, 329, 7, 0);
    octal(block, 337, 7, 0);
    System.arraycopy(name, 0, block, 345, split);
    checksum(block);
    return block;
  }

  /** Sets the sum of all bytes, in which the sum's own eight bytes count as spaces. */
  private static void checksum(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte value : block) {
      sum += value & 0xFF;
    }
    octal(block, 148, 6, sum);
    block[154] = 0;
  }

  private static void octal(byte[] block, int offset, int digits, long value) {
    long rest = value;
    for (int i = offset + digits - 1; i >= offset; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }
}
