package io.github.lambdaimage.content;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.FailureReason;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Messages about files that are not what their names promise. */
public final class UnreadableFile {

  /** What Git leaves in place of a large file that it has not fetched. */
  private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

  private UnreadableFile() {}

  /**
   * A jar that is not a zip, or is damaged.
   *
   * @param e the failure to read it
   */
  public static String jar(FunctionFile jar, IOException e) {
    Path path = jar.source().path();
    if (isPointer(path)) {
      return "The jar '%s' cannot be read: it is what Git LFS puts in the place of a file. Fetch the file with 'git lfs pull', or leave it out of the image."
          .formatted(path);
    }
    return "The jar '%s' cannot be read: %s. %s"
        .formatted(
            path,
            FailureReason.of(e),
            jar.dependency() == null
                ? "Replace it, or leave it out of the image."
                : "Delete it, so that Maven fetches or builds it anew.");
  }

  /** A file that is not a class, or is cut off. */
  public static String classFile(Path file) {
    return "'%s' cannot be read as a class file: it is damaged, or not one at all. Compile again, or leave it out of the image."
        .formatted(file);
  }

  private static boolean isPointer(Path file) {
    try (InputStream in = new FileInputStream(file.toFile())) {
      byte[] start = in.readNBytes(LFS_POINTER.length());
      return new String(start, StandardCharsets.ISO_8859_1).equals(LFS_POINTER);
    } catch (IOException e) {
      return false;
    }
  }
}
