package io.github.lambdaimage.elf;

import java.io.IOException;

/** The file begins like ELF, but its tables are invalid. */
public final class DamagedElfException extends IOException {

  private static final long serialVersionUID = 1;

  DamagedElfException(Throwable cause) {
    super("its tables point outside of the file", cause);
  }
}
