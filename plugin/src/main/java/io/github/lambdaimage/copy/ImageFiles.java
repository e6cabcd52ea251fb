package io.github.lambdaimage.copy;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.FieldsDigest;
import io.github.lambdaimage.oci.ImageName;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Files of another image that the user adds: an extension, an agent, a native library.
 *
 * @param image that has them
 * @param from absolute path in that image, of a file or of a directory whose files are added
 * @param into absolute directory in the function's image, without a trailing {@code /}
 * @param mode permission bits of each file; empty to keep its executable bit
 */
public record ImageFiles(
    ImageName image,
    String from,
    String into,
    List<String> includes,
    List<String> excludes,
    OptionalInt mode) {

  /**
   * Checks one {@code <extraFile>} with an {@code <image>}.
   *
   * @param into absolute, or relative to the task root; {@code null} for the task root itself
   * @param mode three octal digits; {@code null} to keep each file's executable bit
   * @throws LambdaImageException when {@code from} is not a path in an image, or the rest is not
   *     valid for {@link ExtraFiles}
   */
  public static ImageFiles of(
      ImageName image,
      @Nullable String from,
      @Nullable String into,
      List<String> includes,
      List<String> excludes,
      @Nullable String mode)
      throws LambdaImageException {
    if (from == null) {
      throw new LambdaImageException(
          "<extraFiles>: the entry with <image> '%s' has no <from>. Name the file or directory in that image, such as '/opt'."
              .formatted(image));
    }
    return new ImageFiles(
        image,
        path(image, from),
        ExtraFiles.directory(into == null ? "" : into),
        ExtraFiles.patterns("includes", includes),
        ExtraFiles.patterns("excludes", excludes),
        mode == null ? OptionalInt.empty() : OptionalInt.of(ExtraFiles.permissions(mode)));
  }

  private static String path(ImageName image, String from) throws LambdaImageException {
    boolean leadsUpwards = Arrays.asList(from.split("/", -1)).contains("..");
    if (!from.startsWith("/") || leadsUpwards || from.contains("\\") || from.contains("${")) {
      throw new LambdaImageException(
          "<extraFiles>: <from> '%s' is not a path in the image '%s'. With <image>, write it as an absolute path, such as '/opt/extensions'."
              .formatted(from, image));
    }
    return BaseFiles.normalize(from);
  }

  /** The name of the file if {@code <from>} is a file. */
  String name() {
    return from.substring(from.lastIndexOf('/') + 1);
  }

  /** A digest of everything that decides which files these are, wherever they go. */
  Digest key(Digest pinned, String architecture) {
    FieldsDigest fields = new FieldsDigest().add(pinned.toString()).add(architecture).add(from);
    fields.add(String.valueOf(includes.size()));
    includes.forEach(fields::add);
    excludes.forEach(fields::add);
    return fields.digest();
  }
}
