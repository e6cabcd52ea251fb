package io.github.lambdaimage.cache;

import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The bytes of a blob's file do not match its digest, or cannot be read. */
public final class DamagedBlobException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Path file;
  private final transient Digest blob;

  DamagedBlobException(Path file, Digest blob, String why, @Nullable IOException cause) {
    super("'" + file + "' is not the blob '" + blob + "': " + why, cause);
    this.file = file;
    this.blob = blob;
  }

  public Path file() {
    return file;
  }

  public Digest blob() {
    return blob;
  }
}
