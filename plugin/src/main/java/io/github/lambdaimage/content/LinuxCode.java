package io.github.lambdaimage.content;

import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.elf.DamagedElfException;
import io.github.lambdaimage.elf.ElfFile;
import io.github.lambdaimage.elf.SymbolVersions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What an ELF file means for a function. */
final class LinuxCode {

  /** The values of {@code EI_OSABI} that Linux runs: none, and GNU. */
  private static final List<Integer> LINUX = List.of(0, 3);

  /** The machines of Lambda: for others, it does not matter what the code needs. */
  private static final List<String> MACHINES = List.of("x86_64", "aarch64");

  private LinuxCode() {}

  /** Reads a file; empty for files that are not loaded, such as object files and debug symbols. */
  static Optional<NativeFile> read(ElfFile elf, String path, long size) throws IOException {
    if (!elf.isLoadable()) {
      return Optional.empty();
    }
    LinkedNames linked = linkedNames(elf);
    boolean linux = LINUX.contains(elf.system()) && !linked.areOfOtherSystem();
    return Optional.of(
        linux
            ? new NativeFile(Platform.LINUX, elf.machine(), linked.libc(), needs(elf), path, size)
            : new NativeFile(
                Platform.OTHER, elf.machine(), Libc.ANY, SymbolVersions.NONE, path, size));
  }

  /** A damaged file tells nothing; the loader will report it. */
  private static LinkedNames linkedNames(ElfFile elf) throws IOException {
    try {
      return new LinkedNames(elf.libraries(), elf.notes());
    } catch (DamagedElfException e) {
      return LinkedNames.NONE;
    }
  }

  private static SymbolVersions needs(ElfFile elf) throws IOException {
    try {
      return MACHINES.contains(elf.machine()) ? elf.needs() : SymbolVersions.NONE;
    } catch (DamagedElfException e) {
      return SymbolVersions.NONE;
    }
  }
}
