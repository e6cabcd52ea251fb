package io.github.lambdaimage.message;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why reading or writing failed, in words: the JDK's messages are often only a path. */
public final class FailureReason {

  private FailureReason() {}

  public static String of(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "access to '" + denied.getFile() + "' is denied";
    }
    if (e instanceof NoSuchFileException missing) {
      return "'" + missing.getFile() + "' does not exist";
    }
    if (e instanceof FileSystemException failed && failed.getReason() == null) {
      return e.getClass().getSimpleName() + " at '" + failed.getFile() + "'";
    }
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
