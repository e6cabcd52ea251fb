package io.github.lambdaimage.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments in an ELF file's program header, and their bytes. */
final class ElfSegments {

  static final int DYNAMIC = 2;
  static final int INTERPRETER = 3;
  static final int NOTE = 4;

  private static final int LOADED = 1;

  /** Limit for all that is read, in bytes: the names of the largest libraries take half of it. */
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  private static final int LARGEST_PIECE = 16 * 1024 * 1024;

  /** In a jar, each piece is read through from the file's beginning; ten pieces are usual. */
  private static final int MOST_PIECES = 64;

  /** In bytes; the table of glibc's own versions has two thousand. */
  private static final int LARGEST_TABLE = 64 * 1024;

  private final ByteBuffer header;
  private final boolean wide;
  private final FileBytes file;
  private @Nullable List<Segment> segments;
  private long bytes;
  private int pieces;

  private record Segment(int type, long offset, long address, long size) {}

  /**
   * The segments of a file.
   *
   * @param wide whether it is for a 64-bit processor
   */
  ElfSegments(ByteBuffer header, boolean wide, FileBytes file) {
    this.header = header;
    this.wide = wide;
    this.file = file;
  }

  boolean isWide() {
    return wide;
  }

  /** The bytes of each segment of a type. */
  List<ByteBuffer> all(int type) throws IOException {
    List<ByteBuffer> all = new ArrayList<>();
    for (Segment segment : segments()) {
      if (segment.type() == type) {
        all.add(piece(segment.offset(), segment.size()));
      }
    }
    return all;
  }

  /** The bytes that will be loaded at an address. */
  ByteBuffer at(long address, long size) throws IOException {
    return piece(fileOffset(address), size);
  }

  /** The bytes that will be loaded from an address on, up to the size of the largest table. */
  ByteBuffer from(long address) throws IOException {
    long offset = fileOffset(address);
    if (offset < 0) {
      throw new IndexOutOfBoundsException();
    }
    count(LARGEST_TABLE);
    return file.readAtMost(offset, LARGEST_TABLE, order());
  }

  private List<Segment> segments() throws IOException {
    if (segments == null) {
      segments = read();
    }
    return segments;
  }

  private List<Segment> read() throws IOException {
    long offset = wide ? header.getLong(32) : header.getInt(28);
    int size = header.getShort(wide ? 54 : 42);
    int count = header.getShort(wide ? 56 : 44);
    ByteBuffer table = piece(offset, (long) size * count);
    List<Segment> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * size;
      read.add(
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
    return read;
  }

  private long fileOffset(long address) throws IOException {
    for (Segment it : segments()) {
      if (it.type() == LOADED && address >= it.address() && address < it.address() + it.size()) {
        return it.offset() + address - it.address();
      }
    }
    return address;
  }

  private ByteBuffer piece(long offset, long size) throws IOException {
    if (offset < 0 || size < 0 || size > LARGEST_PIECE) {
      throw new IndexOutOfBoundsException();
    }
    count(size);
    return file.read(offset, (int) size, order());
  }

  /** Limits what is read and kept, whatever a foreign file says. */
  private void count(long size) {
    bytes += size;
    pieces++;
    if (bytes > MOST_BYTES || pieces > MOST_PIECES) {
      throw new IndexOutOfBoundsException();
    }
  }

  private ByteOrder order() {
    return header.order();
  }
}
