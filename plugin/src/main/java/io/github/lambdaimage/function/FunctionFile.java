package io.github.lambdaimage.function;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of the image.
 *
 * @param source where its bytes come from
 * @param target absolute path in the image, with {@code /}
 * @param mode permission bits, readable by everybody: Lambda runs functions as a user of its own
 * @param dependency that the file is, or {@code null} for a file of the project or the user
 */
public record FunctionFile(
    Source source, String target, int mode, @Nullable Dependency dependency) {

  /** Lambda's task root: {@code LAMBDA_TASK_ROOT} of every base. */
  public static final String TASK_ROOT = "/var/task";

  /** The mode of a file that is not a program. */
  public static final int READABLE = 0644;

  /** The program that the entrypoint of AWS's bases starts. */
  public static final String BOOTSTRAP = "/var/runtime/bootstrap";

  private static final int EXECUTE_BITS = 0111;

  /** Where a base starts a bootstrap, where a zip file has it, and where a Lambda layer has it. */
  private static final Set<String> BOOTSTRAPS =
      Set.of(BOOTSTRAP, TASK_ROOT + "/bootstrap", "/opt/bootstrap");

  /** Mode of a program. */
  public static final int EXECUTABLE = 0755;

  /** The mode of every symbolic link, which nothing reads. */
  private static final int LINK = 0777;

  /** A file that is not a dependency. */
  public FunctionFile(Path file, String target, int mode) {
    this(new Source.PlainFile(file), target, mode, null);
  }

  /**
   * Whether it is a runtime of the function's own: {@code bootstrap} in one of the folders where
   * Lambda looks for it. A resource with that name elsewhere is not.
   */
  public boolean isBootstrap() {
    return isBootstrap(target);
  }

  static boolean isBootstrap(String target) {
    return BOOTSTRAPS.contains(target);
  }

  /** Whether it is such a runtime, and not only a file with its name. */
  public boolean isRuntime() {
    return target.equals(BOOTSTRAP) || (isBootstrap() && (mode & EXECUTE_BITS) != 0);
  }

  /**
   * Whether files in a directory may be such a runtime.
   *
   * @param directory without a trailing {@code /}
   */
  public static boolean mayHaveBootstrap(String directory) {
    for (String bootstrap : BOOTSTRAPS) {
      if (bootstrap.startsWith(directory + "/")) {
        return true;
      }
    }
    return false;
  }

  /** A symbolic link, which is not a dependency. */
  public static FunctionFile link(Source.Link link, String target) {
    return new FunctionFile(link, target, LINK, null);
  }

  public static FunctionFile readable(Path file, String target) {
    return new FunctionFile(file, target, READABLE);
  }
}
