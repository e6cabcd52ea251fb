package io.github.lambdaimage.content;

import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the headers of an ELF file, Linux's format of machine code.
 *
 * @see <a href="https://gabi.xinuos.com/elf/02-eheader.html">the format</a>
 */
final class ElfFile {

  private static final int MAGIC = 0x7F454C46;
  private static final int SHORTEST_HEADER = 52;
  private static final int LARGEST_PIECE = 16 * 1024 * 1024;

  private static final int SHARED_OBJECT = 3;
  private static final int EXECUTABLE = 2;

  /** Who wrote {@code EI_OSABI}: none, GNU, and none else that Linux runs. */
  private static final List<Integer> LINUX = List.of(0, 3);

  private static final Map<Integer, String> MACHINES =
      Map.of(
          3,
          "x86",
          8,
          "mips",
          20,
          "ppc",
          21,
          "ppc64",
          22,
          "s390x",
          40,
          "arm",
          62,
          "x86_64",
          183,
          "aarch64",
          243,
          "riscv64",
          258,
          "loongarch64");

  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final int PT_NOTE = 4;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;
  private static final int DT_STRSZ = 10;

  private final FileBytes file;
  private final ByteOrder order;
  private final boolean wide;
  private final List<Segment> segments = new ArrayList<>();

  private record Segment(int type, long offset, long address, long size) {}

  private ElfFile(FileBytes file, ByteOrder order, boolean wide) {
    this.file = file;
    this.order = order;
    this.wide = wide;
  }

  static boolean begins(byte[] head) {
    return head.length >= SHORTEST_HEADER && ByteBuffer.wrap(head).getInt() == MAGIC;
  }

  /**
   * Reads a file that begins as ELF does.
   *
   * @param head its first 64 bytes, or 52 of a short one
   * @return nothing for what cannot be loaded, such as object files and debug symbols
   */
  static Optional<NativeFile> read(byte[] head, FileBytes file, String path, long size)
      throws IOException {
    ByteOrder order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer header = ByteBuffer.wrap(head).order(order);
    int type = header.getShort(16);
    if (type != SHARED_OBJECT && type != EXECUTABLE) {
      return Optional.empty();
    }
    int machine = Short.toUnsignedInt(header.getShort(18));
    String name = MACHINES.getOrDefault(machine, "machine " + machine);
    LinkedNames linked = new ElfFile(file, order, head[4] == 2).linkedNames(header);
    boolean linux = LINUX.contains((int) head[7]) && !linked.areOfOtherSystem();
    return Optional.of(
        linux
            ? new NativeFile(Platform.LINUX, name, linked.libc(), path, size)
            : new NativeFile(Platform.OTHER, name, Libc.ANY, path, size));
  }

  /** A damaged file tells nothing; the loader will. */
  private LinkedNames linkedNames(ByteBuffer header) throws IOException {
    try {
      readSegments(header);
      List<String> libraries = new ArrayList<>(needed());
      texts(PT_INTERP).forEach(it -> libraries.add(it.substring(0, it.indexOf('\0'))));
      return new LinkedNames(libraries, String.join("", texts(PT_NOTE)));
    } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException e) {
      return LinkedNames.NONE;
    }
  }

  private void readSegments(ByteBuffer header) throws IOException {
    long offset = wide ? header.getLong(32) : header.getInt(28);
    int size = header.getShort(wide ? 54 : 42);
    int count = header.getShort(wide ? 56 : 44);
    ByteBuffer table = piece(offset, (long) size * count);
    for (int i = 0; i < count; i++) {
      int at = i * size;
      segments.add(
          wide
              ? new Segment(
                  table.getInt(at),
                  table.getLong(at + 8),
                  table.getLong(at + 16),
                  table.getLong(at + 32))
              : new Segment(
                  table.getInt(at),
                  table.getInt(at + 4),
                  table.getInt(at + 8),
                  table.getInt(at + 16)));
    }
  }

  private List<String> texts(int type) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.type() == type) {
        byte[] bytes = piece(segment.offset(), segment.size()).array();
        texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  private List<String> needed() throws IOException {
    List<Integer> offsets = new ArrayList<>();
    long tableAddress = 0;
    long tableSize = 0;
    for (Segment segment : segments) {
      if (segment.type() != PT_DYNAMIC) {
        continue;
      }
      ByteBuffer entries = piece(segment.offset(), segment.size());
      while (entries.remaining() >= (wide ? 16 : 8)) {
        long tag = wide ? entries.getLong() : entries.getInt();
        long value = wide ? entries.getLong() : entries.getInt();
        if (tag == DT_NEEDED) {
          offsets.add((int) value);
        } else if (tag == DT_STRTAB) {
          tableAddress = value;
        } else if (tag == DT_STRSZ) {
          tableSize = value;
        }
      }
    }
    if (offsets.isEmpty()) {
      return List.of();
    }
    ByteBuffer table = piece(fileOffset(tableAddress), tableSize);
    return offsets.stream().map(offset -> text(table, offset)).toList();
  }

  /** Where in the file the bytes are that will be loaded at an address. */
  private long fileOffset(long address) {
    for (Segment it : segments) {
      if (it.type() == PT_LOAD && address >= it.address() && address < it.address() + it.size()) {
        return it.offset() + address - it.address();
      }
    }
    return address;
  }

  private ByteBuffer piece(long offset, long size) throws IOException {
    if (offset < 0 || size < 0 || size > LARGEST_PIECE) {
      throw new IndexOutOfBoundsException();
    }
    return file.read(offset, (int) size, order);
  }

  private static String text(ByteBuffer bytes, int start) {
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
