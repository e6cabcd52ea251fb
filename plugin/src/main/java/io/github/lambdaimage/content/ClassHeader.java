package io.github.lambdaimage.content;

import io.github.lambdaimage.elf.FileBytes;
import io.github.lambdaimage.function.FunctionFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first bytes of a class file, which tell its Java version and its name. */
final class ClassHeader {

  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/.+");

  /** The first Java release that knows such folders. */
  private static final int FIRST_VERSIONED = 9;

  /** Not packages; the last two are for the class loaders of other programs. */
  private static final Pattern NO_PACKAGE = Pattern.compile("(?:META|BOOT|WEB)-INF/.*");

  private static final String MODULE = "module-info.class";

  private static final int MAGIC = 0xCAFEBABE;
  private static final int LENGTH = 8;

  /** Class files of Java 1 have major version 45; each release adds one. */
  private static final int BEFORE_JAVA_1 = 44;

  private static final int PREVIEW = 0xFFFF;

  private final String name;
  private final int folder;

  /**
   * The header of a file.
   *
   * @param target its name in a jar, or its path in the image
   */
  ClassHeader(String target) {
    name = target.startsWith(TASK_ROOT) ? target.substring(TASK_ROOT.length()) : target;
    Matcher versioned = VERSIONED.matcher(name);
    folder = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
  }

  /**
   * Whether the file would be loaded as a class, according to its name. A module descriptor is not
   * loaded from the class path, and a file of the image only from the task root.
   */
  boolean isLoaded() {
    return name.endsWith(".class")
        && !name.startsWith("/")
        && !name.equals(MODULE)
        && !name.endsWith("/" + MODULE)
        && (folder >= FIRST_VERSIONED || !NO_PACKAGE.matcher(name).matches());
  }

  /** The version of a file; empty if it is not a class. */
  Optional<ClassVersion> read(FileBytes file) throws IOException {
    return read(file.head(LENGTH));
  }

  /** The version in the bytes of a file, or of its beginning. */
  Optional<ClassVersion> read(byte[] head) {
    if (head.length < LENGTH || ByteBuffer.wrap(head).getInt() != MAGIC) {
      return Optional.empty();
    }
    boolean preview = Short.toUnsignedInt(ByteBuffer.wrap(head).getShort(4)) == PREVIEW;
    int release = ByteBuffer.wrap(head).getShort(6) - BEFORE_JAVA_1;
    return Optional.of(new ClassVersion(folder, release, preview, 1, name));
  }
}
