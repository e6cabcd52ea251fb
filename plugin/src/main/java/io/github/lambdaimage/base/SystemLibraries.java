package io.github.lambdaimage.base;

import io.github.lambdaimage.elf.DamagedElfException;
import io.github.lambdaimage.elf.ElfFile;
import io.github.lambdaimage.elf.SymbolVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The C library and the C++ library of a base, whose versions native code depends on. */
final class SystemLibraries {

  /** In bytes: several times what they have, debug symbols and all. */
  private static final int LARGEST = 64 * 1024 * 1024;

  /** What cannot be looked at is taken to have whatever is asked for. */
  private static final String ALL = "CXXABI_9999 GLIBCXX_9999 GLIBC_9999";

  private SystemLibraries() {}

  /**
   * The versions that a file has, as {@link io.github.lambdaimage.elf.SymbolVersions} writes them.
   *
   * @return an empty text for other files
   */
  static String versions(String path, InputStream content) throws IOException {
    if (!isOne(path.substring(path.lastIndexOf('/') + 1))) {
      return "";
    }
    // Not by the size that the layer says: a file with holes has more than that.
    byte[] bytes = content.readNBytes(LARGEST);
    if (bytes.length == LARGEST) {
      return ALL;
    }
    if (!ElfFile.begins(bytes)) {
      return "";
    }
    try {
      return ElfFile.of(bytes, () -> new ByteArrayInputStream(bytes)).defines().toString();
    } catch (DamagedElfException e) {
      return ALL;
    }
  }

  /** {@code libc.so.6} was a link to {@code libc-2.26.so} and its like before glibc 2.34. */
  private static boolean isOne(String name) {
    return name.equals("libc.so.6")
        || (name.startsWith("libc-2.") && name.endsWith(".so"))
        || name.startsWith(SymbolVersion.CPP_LIBRARY);
  }
}
