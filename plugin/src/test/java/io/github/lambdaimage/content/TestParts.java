package io.github.lambdaimage.content;

import io.github.lambdaimage.function.FunctionFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a function that nobody has read. */
public final class TestParts {

  private TestParts() {}

  /**
   * A part with native code.
   *
   * @param file the jar, or {@code null} for the files outside of jars
   */
  public static Part of(@Nullable FunctionFile file, NativeFile... natives) {
    return new Part(
        file,
        TableOfContents.of(List.of()),
        new Facts(false, List.of(), List.of(natives), List.of()),
        List.of());
  }
}
