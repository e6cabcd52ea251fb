package io.github.lambdaimage.content;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the function: a jar, a module of the same reactor that has not been packaged, or all
 * files that are in neither.
 *
 * @param file the jar or module; {@code null} for the files in neither
 */
public record Part(@Nullable FunctionFile file, List<Member> members, Facts facts) {

  /** How messages call it: the jar's name in the image, or {@code the project}. */
  public String name() {
    return file == null
        ? "the project"
        : "'" + file.target().substring(file.target().lastIndexOf('/') + 1) + "'";
  }

  /** The dependency that it is, if it is one. */
  public @Nullable Dependency dependency() {
    return file == null ? null : file.dependency();
  }
}
