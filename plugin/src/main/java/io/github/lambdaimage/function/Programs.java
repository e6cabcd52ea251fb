package io.github.lambdaimage.function;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The programs that Lambda starts by itself, so that they have to be executable: extensions, the
 * wrapper of the runtime, and a runtime of the function's own.
 *
 * @param wrapper absolute path in the image, or {@code null} if there is none
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html">Wrapper
 *     scripts</a>
 */
public record Programs(@Nullable String wrapper) {

  /** The variable that names the wrapper. */
  public static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

  /** The folder whose files Lambda starts as extensions. */
  public static final String EXTENSIONS = "/opt/extensions/";

  /** Those of a function with these variables. */
  public static Programs of(Map<String, String> environment) {
    return new Programs(environment.get(WRAPPER));
  }

  /** Whether one of them has this absolute path in the image. */
  public boolean has(String target) {
    return target.equals(wrapper) || isExtension(target) || FunctionFile.isBootstrap(target);
  }

  /** Whether Lambda starts it as an extension: folders below are let be. */
  public static boolean isExtension(String target) {
    return isIn(EXTENSIONS, target);
  }

  /**
   * Whether a file is in a folder, and not in one below it.
   *
   * @param folder with a {@code /} at its end
   */
  public static boolean isIn(String folder, String target) {
    return target.startsWith(folder) && target.indexOf('/', folder.length()) < 0;
  }
}
