package io.github.lambdaimage.base;

import io.github.lambdaimage.elf.DamagedElfException;
import io.github.lambdaimage.elf.ElfFile;
import io.github.lambdaimage.elf.SymbolVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The C library and the C++ library of a base, on whose versions native code depends. */
final class SystemLibraries {

  /** In bytes: several times their size, including debug symbols. */
  private static final int LARGEST = 64 * 1024 * 1024;

  /** Versions for a library that cannot be read: it is assumed to have everything. */
  private static final String ALL = "CXXABI_9999 GLIBCXX_9999 GLIBC_9999";

  private SystemLibraries() {}

  /**
   * The versions that a file has, in the form of {@link io.github.lambdaimage.elf.SymbolVersions}.
   *
   * @return an empty text for other files
   */
  static String versions(String path, InputStream content) throws IOException {
    if (!isOne(path.substring(path.lastIndexOf('/') + 1))) {
      return "";
    }
    // Do not trust the size in the layer: a sparse file is larger than it says.
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

  /**
   * Whether it is one of them; {@code libc.so.6} was a link to {@code libc-2.26.so} and the like
   * before glibc 2.34.
   */
  private static boolean isOne(String name) {
    return name.equals("libc.so.6")
        || (name.startsWith("libc-2.") && name.endsWith(".so"))
        || name.startsWith(SymbolVersion.CPP_LIBRARY);
  }
}
