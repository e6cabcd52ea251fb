package io.github.lambdaimage.elf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ELF file: its header, and its tables when they are asked for.
 *
 * @see <a href="https://gabi.xinuos.com/elf/02-eheader.html">the format</a>
 */
public final class ElfFile {

  private static final int MAGIC = 0x7F454C46;
  private static final int SHORTEST_HEADER = 52;

  /** Linux's PATH_MAX. */
  private static final int LONGEST_NAME = 4096;

  private static final int EXECUTABLE = 2;
  private static final int SHARED_OBJECT = 3;

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

  private final ByteBuffer header;
  private final ElfSegments segments;
  private @Nullable DynamicSection dynamic;
  private @Nullable ByteBuffer strings;

  private ElfFile(ByteBuffer header, ElfSegments segments) {
    this.header = header;
    this.segments = segments;
  }

  /** Whether a file begins like ELF. */
  public static boolean begins(byte[] head) {
    return head.length >= SHORTEST_HEADER && ByteBuffer.wrap(head).getInt() == MAGIC;
  }

  /**
   * A file that begins like ELF.
   *
   * @param head its first 64 bytes, or 52 of a short one
   */
  public static ElfFile of(byte[] head, FileBytes file) {
    ByteOrder order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer header = ByteBuffer.wrap(head).order(order);
    return new ElfFile(header, new ElfSegments(header, head[4] == 2, file));
  }

  /** Whether it is a program or library, and not an object file or debug symbols. */
  public boolean isLoadable() {
    int type = header.getShort(16);
    return type == SHARED_OBJECT || type == EXECUTABLE;
  }

  /** The processor that it is for, such as {@code x86_64} or {@code aarch64}. */
  public String machine() {
    int machine = Short.toUnsignedInt(header.getShort(18));
    return MACHINES.getOrDefault(machine, "machine " + machine);
  }

  /** The number of the system that it is for, {@code EI_OSABI}. */
  public int system() {
    return header.get(7);
  }

  /**
   * The libraries that it needs, and its interpreter (the loader).
   *
   * @throws DamagedElfException when the tables are invalid
   */
  public List<String> libraries() throws IOException {
    return whole(
        () -> {
          List<String> libraries = new ArrayList<>();
          for (int offset : dynamic().needed()) {
            libraries.add(text(strings(), offset));
          }
          for (ByteBuffer loader : segments.all(ElfSegments.INTERPRETER)) {
            libraries.add(text(loader, 0));
          }
          return libraries;
        });
  }

  /**
   * The text in its notes, where systems other than Linux put their names.
   *
   * @throws DamagedElfException when the tables are invalid
   */
  public String notes() throws IOException {
    return whole(
        () -> {
          StringBuilder notes = new StringBuilder();
          for (ByteBuffer note : segments.all(ElfSegments.NOTE)) {
            notes.append(StandardCharsets.ISO_8859_1.decode(note));
          }
          return notes.toString();
        });
  }

  /**
   * The versions of libraries without which the loader refuses it.
   *
   * @throws DamagedElfException when the tables are invalid
   */
  public SymbolVersions needs() throws IOException {
    return whole(
        () -> {
          long address = dynamic().versionNeeds();
          return address == 0
              ? SymbolVersions.NONE
              : new VersionTable(segments.from(address), strings()).needed();
        });
  }

  /**
   * The versions that it provides to others.
   *
   * @throws DamagedElfException when the tables are invalid
   */
  public SymbolVersions defines() throws IOException {
    return whole(
        () -> {
          long address = dynamic().versionDefinitions();
          return address == 0
              ? SymbolVersions.NONE
              : new VersionTable(segments.from(address), strings()).defined();
        });
  }

  private DynamicSection dynamic() throws IOException {
    if (dynamic == null) {
      dynamic = DynamicSection.of(segments);
    }
    return dynamic;
  }

  private ByteBuffer strings() throws IOException {
    if (strings == null) {
      strings = segments.at(dynamic().strings(), dynamic().sizeOfStrings());
    }
    return strings;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T whole(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new DamagedElfException(e);
    }
  }

  /**
   * The text up to the next zero.
   *
   * @throws IndexOutOfBoundsException when it would be longer than any name
   */
  static String text(ByteBuffer bytes, int start) {
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
      if (end - start > LONGEST_NAME) {
        throw new IndexOutOfBoundsException();
      }
    }
    byte[] text = new byte[end - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
