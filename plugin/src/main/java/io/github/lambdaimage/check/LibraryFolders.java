package io.github.lambdaimage.check;

import io.github.lambdaimage.function.FunctionFile;
import java.util.Comparator;
import java.util.List;

/** Where the runtime looks for jars: one folder after the other, in each by their names. */
final class LibraryFolders {

  /** The folder of the function's own jars. */
  static final String OF_FUNCTION = FunctionFile.TASK_ROOT + "/lib/";

  static final List<String> ALL = List.of(OF_FUNCTION, "/opt/java/lib/");

  /** Jars in the order of the class path. */
  static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(target -> ALL.indexOf(folder(target)))
          .thenComparing(Comparator.naturalOrder());

  private LibraryFolders() {}

  /** Whether a file is in one of them, whatever its name. */
  static boolean hold(String target) {
    return ALL.contains(folder(target));
  }

  /**
   * Whether the runtime puts a file on its class path: its name must end in a lower-case {@code
   * .jar}. It makes a URL of the name without escaping, so some characters lead elsewhere.
   */
  static boolean load(String target) {
    return hold(target)
        && target.endsWith(".jar")
        && !target.endsWith("/.jar")
        && !target.contains("%")
        && !target.contains("#");
  }

  private static String folder(String target) {
    return target.substring(0, target.lastIndexOf('/') + 1);
  }
}
