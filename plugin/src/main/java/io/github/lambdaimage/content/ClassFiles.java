package io.github.lambdaimage.content;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The Java versions of compiled classes, from their first eight bytes. */
public final class ClassFiles {

  private static final byte[] MAGIC = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};
  private static final int HEADER = 8;

  /** Class files of Java 1 have major version 45; each release adds one. */
  private static final int BEFORE_JAVA_1 = 44;

  private static final int OLDEST = 8;

  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";

  /**
   * The parent of a multi-release jar's folders: classes for newer Javas have older ones elsewhere.
   */
  private static final String VERSIONS = TASK_ROOT + "META-INF/";

  private static final String MODULE = "/module-info.class";

  private ClassFiles() {}

  /**
   * The lowest Java release that loads all of the project's own classes; 8, the oldest on Lambda,
   * if there are none. What need not be loaded does not count: module descriptors, and classes only
   * for newer Javas. Files that are not classes are ignored; the checks report them.
   *
   * @throws LambdaImageException when one of them cannot be read
   */
  public static int highestRelease(List<FunctionLayer> layers) throws LambdaImageException {
    int highest = OLDEST;
    for (FunctionLayer layer : layers) {
      for (FunctionFile file : layer.files()) {
        if (file.dependency() == null && isLoaded(file.target())) {
          highest = Math.max(highest, release(file.source().path()));
        }
      }
    }
    return highest;
  }

  private static boolean isLoaded(String target) {
    return target.endsWith(".class")
        && target.startsWith(TASK_ROOT)
        && !target.startsWith(VERSIONS)
        && !target.endsWith(MODULE);
  }

  /** Uses a plain stream: each build does this, and a channel takes three times as long. */
  private static int release(Path classFile) throws LambdaImageException {
    byte[] header = new byte[HEADER];
    try (InputStream in = new FileInputStream(classFile.toFile())) {
      int length = in.readNBytes(header, 0, HEADER);
      for (int i = 0; i < MAGIC.length; i++) {
        if (length < HEADER || header[i] != MAGIC[i]) {
          return OLDEST;
        }
      }
      return (Byte.toUnsignedInt(header[6]) << 8 | Byte.toUnsignedInt(header[7])) - BEFORE_JAVA_1;
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(classFile, FailureReason.of(e)),
          e);
    }
  }
}
