package io.github.lambdaimage.content;

import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Compiled classes, as far as their first eight bytes tell. */
public final class ClassFiles {

  private static final int MAGIC = 0xCAFEBABE;

  /** Class files of Java 1 have major version 45; each release since adds one. */
  private static final int BEFORE_JAVA_1 = 44;

  private static final int OLDEST = 8;

  private ClassFiles() {}

  /**
   * The lowest Java release that loads all classes below a directory; 8, the oldest on Lambda, if
   * there is none.
   */
  public static int highestRelease(Path directory) throws LambdaImageException {
    int highest = OLDEST;
    for (Map.Entry<String, Path> file : FileTree.list(directory).entrySet()) {
      if (file.getKey().endsWith(".class")) {
        highest = Math.max(highest, release(file.getValue()));
      }
    }
    return highest;
  }

  private static int release(Path classFile) throws LambdaImageException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("it does not begin with CAFEBABE");
      }
      in.readUnsignedShort();
      return in.readUnsignedShort() - BEFORE_JAVA_1;
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read as a class file: %s. Compile again."
              .formatted(classFile, Reason.of(e)),
          e);
    }
  }
}
