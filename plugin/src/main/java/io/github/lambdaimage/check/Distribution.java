package io.github.lambdaimage.check;

import io.github.lambdaimage.elf.SymbolVersions;
import java.util.Optional;

/**
 * The versions of glibc and libstdc++ in Linux distributions, the older ones first.
 *
 * @see <a href="https://gcc.gnu.org/onlinedocs/libstdc++/manual/abi.html">the versions of
 *     libstdc++</a>
 */
enum Distribution {
  AMAZON_LINUX_2("Amazon Linux 2", "GLIBC_2.26 GLIBCXX_3.4.24 CXXABI_1.3.11"),
  /**
   * Its libstdc++ is that of gcc 14 since 2023.7, and was that of gcc 11 before. Other
   * distributions have added relative relocations to the same glibc, so it may have them too.
   *
   * @see <a href="https://github.com/docker-library/official-images/pull/18759">its change</a>
   */
  AMAZON_LINUX_2023(
      "Amazon Linux 2023", "GLIBC_2.34 GLIBC_ABI_DT_RELR GLIBCXX_3.4.33 CXXABI_1.3.15"),
  UBUNTU_22_04("Ubuntu 22.04", "GLIBC_2.35 GLIBCXX_3.4.30 CXXABI_1.3.13"),
  DEBIAN_12("Debian 12", "GLIBC_2.36 GLIBCXX_3.4.30 CXXABI_1.3.13"),
  UBUNTU_24_04("Ubuntu 24.04", "GLIBC_2.39 GLIBCXX_3.4.33 CXXABI_1.3.15"),
  DEBIAN_13("Debian 13", "GLIBC_2.41 GLIBCXX_3.4.33 CXXABI_1.3.15");

  private final String title;
  private final String versions;

  Distribution(String title, String versions) {
    this.title = title;
    this.versions = versions;
  }

  /** The oldest one with these versions. */
  static Optional<Distribution> with(SymbolVersions needed) {
    for (Distribution it : values()) {
      if (needed.missingFrom(it.versions()).isEmpty()) {
        return Optional.of(it);
      }
    }
    return Optional.empty();
  }

  SymbolVersions versions() {
    return SymbolVersions.parse(versions);
  }

  /** Its name for people. */
  @Override
  public String toString() {
    return title;
  }
}
