package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.message.LambdaImageException;

/**
 * Names that a file of an image cannot have.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">OCI
 *     whiteouts</a>
 */
final class LayerNames {

  private static final String WHITEOUT = "/.wh.";

  /** The longest name in bytes, on every file system of Linux. */
  private static final int LONGEST = 255;

  private static final int BYTES_OF_LETTER = 3;

  private LayerNames() {}

  /**
   * Refuses a name that would not arrive in the image as it is.
   *
   * @param target absolute path in the image
   */
  static void check(String target) throws LambdaImageException {
    if (target.contains(WHITEOUT)) {
      throw new LambdaImageException(
          "'%s' cannot be a file of an image: a name that begins with '.wh.' marks the file named by the rest of it as deleted. Rename it, or leave it out (<excludes> of an <extraFile>)."
              .formatted(target));
    }
    int start = 0;
    while (start <= target.length()) {
      int slash = target.indexOf('/', start);
      int end = slash < 0 ? target.length() : slash;
      // Only a name with many characters can have too many bytes; this avoids copies for deep
      // folders.
      if (end - start > LONGEST / BYTES_OF_LETTER) {
        refuseLong(target, target.substring(start, end));
      }
      start = end + 1;
    }
  }

  private static void refuseLong(String target, String name) throws LambdaImageException {
    if (name.getBytes(UTF_8).length > LONGEST) {
      throw new LambdaImageException(
          "'%s' cannot be a file of an image: '%s' is longer than the %s bytes that a name can have on Linux. Rename it."
              .formatted(target, name, LONGEST));
    }
  }
}
