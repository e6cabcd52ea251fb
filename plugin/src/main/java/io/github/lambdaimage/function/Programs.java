package io.github.lambdaimage.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The programs that Lambda starts by itself, and that must be executable: extensions, the wrapper
 * of the runtime, a runtime of the function's own, and the entrypoint.
 *
 * @param wrapper absolute path in the image, or {@code null} if there is none
 * @param entrypoint absolute path of the program that the image starts, if the user names it
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html">Wrapper
 *     scripts</a>
 */
public record Programs(@Nullable String wrapper, @Nullable String entrypoint) {

  /** The variable that names the wrapper. */
  public static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

  /** The folder whose files Lambda starts as extensions. */
  public static final String EXTENSIONS = "/opt/extensions/";

  /** Variables with the values that they have on Lambda and in AWS's bases. */
  private static final Map<String, String> PLACES =
      Map.of("LAMBDA_TASK_ROOT", FunctionFile.TASK_ROOT, "LAMBDA_RUNTIME_DIR", "/var/runtime");

  /**
   * The path of the wrapper, with variables replaced that are the same on each base; empty if there
   * is none.
   */
  public static String wrapper(Map<String, String> environment) {
    String wrapper = environment.getOrDefault(WRAPPER, "");
    if (wrapper.indexOf('$') < 0 || wrapper.indexOf('\\') >= 0) {
      return wrapper;
    }
    for (Map.Entry<String, String> place : PLACES.entrySet()) {
      wrapper =
          wrapper
              .replace("${" + place.getKey() + "}", place.getValue())
              .replace("$" + place.getKey() + "/", place.getValue() + "/");
    }
    return wrapper;
  }

  /**
   * The programs of a function.
   *
   * @param wrapper absolute path in the image; empty if there is none
   */
  public static Programs of(String wrapper, Entrypoint entrypoint) {
    return new Programs(
        wrapper.isEmpty() ? null : wrapper, entrypoint.isOwn() ? entrypoint.program() : null);
  }

  /** The programs of a function with these variables. */
  public static Programs of(Map<String, String> environment) {
    return new Programs(environment.get(WRAPPER), null);
  }

  /** Whether one of them has this absolute path in the image. */
  public boolean has(String target) {
    return target.equals(wrapper)
        || target.equals(entrypoint)
        || isExtension(target)
        || FunctionFile.isBootstrap(target);
  }

  /**
   * Makes programs executable among files that cannot have a {@code <mode>}, since they are not
   * {@code <extraFiles>}: plugins may have copied or packed them without the mode.
   */
  public List<FunctionFile> executableAmong(List<FunctionFile> files) {
    List<FunctionFile> executable = new ArrayList<>(files.size());
    for (FunctionFile file : files) {
      executable.add(
          has(file.target()) && file.source() instanceof Source.PlainFile
              ? new FunctionFile(
                  file.source(), file.target(), FunctionFile.EXECUTABLE, file.dependency())
              : file);
    }
    return executable;
  }

  /** Whether Lambda starts it as an extension: it ignores folders below. */
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
