package io.github.lambdaimage.elf;

import java.io.IOException;

/** A file that begins as ELF does, and whose tables lead nowhere. */
public final class DamagedElfException extends IOException {

  private static final long serialVersionUID = 1;

  DamagedElfException(Throwable cause) {
    super("its tables point outside of the file", cause);
  }
}
