package io.github.lambdaimage.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Explains why a file cannot be read as a zip. */
final class NoArchive {

  private static final int HEAD = 64;
  private static final int LONGEST_REASON = 200;

  private static final String ZIP = "PK";
  private static final String LFS = "version https://git-lfs.github.com/spec/";

  private NoArchive() {}

  /**
   * Why it is not a zip, judging by its first bytes.
   *
   * @param e the failure to read it
   */
  static LambdaImageException of(Path file, Exception e) {
    String head;
    try (InputStream in = Files.newInputStream(file)) {
      head = new String(in.readNBytes(HEAD), ISO_8859_1);
    } catch (IOException unreadable) {
      return unreadable(file, unreadable);
    }
    if (head.isEmpty()) {
      return exception(file, "is empty: what makes it did not finish. Have it packed anew", e);
    }
    if (head.startsWith(LFS)) {
      return exception(
          file,
          "is a pointer of Git LFS, and the file itself is not here. Run 'git lfs pull', or have it packed anew",
          e);
    }
    String why = e instanceof IOException failed ? FailureReason.of(failed) : String.valueOf(e);
    return exception(
        file,
        (head.startsWith(ZIP)
                ? "is a zip that is cut off or damaged (%s). Have it packed anew"
                : "is neither a zip or jar nor a folder (%s). Name a package in the form of Lambda's: classes at the root, jars in 'lib'")
            .formatted(Quotation.of(why, LONGEST_REASON)),
        e);
  }

  /** The failure to read the file at all. */
  static LambdaImageException unreadable(Path file, IOException e) {
    return exception(
        file,
        "cannot be read: %s. Make it readable, and run again".formatted(FailureReason.of(e)),
        e);
  }

  private static LambdaImageException exception(Path file, String what, Exception e) {
    return new LambdaImageException("<content> '%s' %s.".formatted(file, what), e);
  }
}
