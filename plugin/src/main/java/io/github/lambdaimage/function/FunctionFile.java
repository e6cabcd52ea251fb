package io.github.lambdaimage.function;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of the image.
 *
 * @param source where its bytes come from; a directory stands for a jar of that directory's files
 *     (a module of the same reactor that has not been packaged)
 * @param target absolute path in the image, {@code /} between names
 * @param mode permission bits, readable by everybody: Lambda runs functions as a user of its own
 * @param dependency that the file is, or {@code null} for a file of the project or the user
 */
public record FunctionFile(Path source, String target, int mode, @Nullable Dependency dependency) {

  /** The directory that Lambda calls the task root: {@code LAMBDA_TASK_ROOT} of every base. */
  public static final String TASK_ROOT = "/var/task";

  /** Mode of every file whose mode the user did not set, whatever the source's. */
  public static final int READABLE = 0644;

  /** A file that is no dependency. */
  public FunctionFile(Path source, String target, int mode) {
    this(source, target, mode, null);
  }

  static FunctionFile readable(Path source, String target) {
    return new FunctionFile(source, target, READABLE);
  }
}
