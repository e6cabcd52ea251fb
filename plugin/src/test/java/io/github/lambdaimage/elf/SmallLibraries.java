package io.github.lambdaimage.elf;

import java.nio.file.Path;

/** The libraries in {@code src/test/resources/elf}, whose README says what they are. */
public final class SmallLibraries {

  private static final Path DIRECTORY = Path.of("src/test/resources/elf");

  /** Needs {@code GLIBC_2.36}. */
  public static final Path ARC4RANDOM = DIRECTORY.resolve("libarc4random-aarch64.so");

  /** The same for x86_64. */
  public static final Path ARC4RANDOM_X86_64 = DIRECTORY.resolve("libarc4random-x86_64.so");

  /** Needs {@code GLIBCXX_3.4.30}. */
  public static final Path CONDITION = DIRECTORY.resolve("libcondition-aarch64.so");

  /** Has {@code GLIBC_2.17} and {@code GLIBC_2.28}. */
  public static final Path LIBC = DIRECTORY.resolve("libc-aarch64.so.6");

  private SmallLibraries() {}
}
