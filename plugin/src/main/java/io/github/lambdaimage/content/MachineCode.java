package io.github.lambdaimage.content;

import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.elf.ElfFile;
import io.github.lambdaimage.elf.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/** Recognises machine code by a file's first bytes, whatever its name. */
final class MachineCode {

  /** The number of bytes that {@link #in} needs: a PE header comes after a program for MS-DOS. */
  static final int HEAD = 1024;

  private static final Set<Integer> MACH_O = Set.of(0xFEEDFACE, 0xCEFAEDFE, 0xFEEDFACF, 0xCFFAEDFE);

  /** A file with several Mach-O binaries; Java's class files begin with the same number. */
  private static final int MACH_O_FAT = 0xCAFEBABE;

  private static final int MOST_MACHINES = 40;

  private static final short MZ = 0x4D5A;
  private static final int PE = 0x50450000;
  private static final int PE_POINTER = 0x3C;

  private MachineCode() {}

  /**
   * What a file is, if it is machine code.
   *
   * @param head its first {@link #HEAD} bytes, or all of a shorter file
   */
  static Optional<NativeFile> in(byte[] head, FileBytes file, String path, long size)
      throws IOException {
    if (ElfFile.begins(head)) {
      return LinuxCode.read(ElfFile.of(head, file), path, size);
    }
    if (isMachO(head)) {
      return Optional.of(NativeFile.forOther(Platform.MAC, path, size));
    }
    return isPe(head)
        ? Optional.of(NativeFile.forOther(Platform.WINDOWS, path, size))
        : Optional.empty();
  }

  private static boolean isMachO(byte[] head) {
    if (head.length < 2 * Integer.BYTES) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    int magic = bytes.getInt();
    int machines = bytes.getInt();
    return MACH_O.contains(magic)
        || (magic == MACH_O_FAT && machines > 0 && machines < MOST_MACHINES);
  }

  private static boolean isPe(byte[] head) {
    if (head.length < PE_POINTER + Integer.BYTES || ByteBuffer.wrap(head).getShort() != MZ) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getInt(PE_POINTER);
    return header > 0
        && header <= head.length - Integer.BYTES
        && bytes.order(ByteOrder.BIG_ENDIAN).getInt(header) == PE;
  }
}
