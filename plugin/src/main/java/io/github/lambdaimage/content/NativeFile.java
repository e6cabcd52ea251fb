package io.github.lambdaimage.content;

import io.github.lambdaimage.elf.SymbolVersions;

/**
 * A library or program in machine code.
 *
 * @param machine {@code x86_64}, {@code aarch64} or another processor; empty if the platform tells
 *     enough
 * @param needs the versions of the base's libraries without which it does not load
 * @param path in the jar or in the image
 * @param size in bytes
 */
public record NativeFile(
    Platform platform, String machine, Libc libc, SymbolVersions needs, String path, long size) {

  /** A file for a platform that tells enough. */
  static NativeFile forOther(Platform platform, String path, long size) {
    return new NativeFile(platform, "", Libc.ANY, SymbolVersions.NONE, path, size);
  }

  /** The operating system that loads it. */
  public enum Platform {
    LINUX("Linux"),
    MAC("macOS"),
    WINDOWS("Windows"),
    OTHER("another system");

    private final String userName;

    Platform(String userName) {
      this.userName = userName;
    }

    @Override
    public String toString() {
      return userName;
    }
  }

  /** The C library that it is linked to. */
  public enum Libc {
    /** Needs glibc, and is not loaded with another. */
    GLIBC("glibc"),
    /**
     * Linked to glibc by names that musl's loader knows too: the functions it uses decide whether
     * that works.
     */
    MOSTLY_GLIBC("glibc"),
    MUSL("musl"),
    /** None, or an unknown one. */
    ANY("any");

    private final String userName;

    Libc(String userName) {
      this.userName = userName;
    }

    @Override
    public String toString() {
      return userName;
    }
  }

  public boolean isLinux() {
    return platform == Platform.LINUX;
  }
}
