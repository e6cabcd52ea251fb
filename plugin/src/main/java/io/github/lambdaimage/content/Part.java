package io.github.lambdaimage.content;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the function: a jar, a module of the same reactor that has not been packaged, or all
 * files outside of both.
 *
 * @param file the jar or module; {@code null} for the files outside of both
 * @param unreadable a sentence for each part of it that cannot be read, and of which the rest says
 *     nothing
 */
public record Part(
    @Nullable FunctionFile file, TableOfContents table, Facts facts, List<String> unreadable) {

  /**
   * The files in it.
   *
   * @throws LambdaImageException when they cannot be read
   */
  public List<Member> members() throws LambdaImageException {
    return table.members();
  }

  /**
   * What identifies its files: a digest of their names, sizes and CRC-32.
   *
   * @throws LambdaImageException when they cannot be read
   */
  public String contents() throws LambdaImageException {
    return table.digest();
  }

  /** Its name in messages: the jar's name in the image, or {@code the project}. */
  public String name() {
    return file == null
        ? "the project"
        : "'" + file.target().substring(file.target().lastIndexOf('/') + 1) + "'";
  }

  /** Its dependency, if it is one. */
  public @Nullable Dependency dependency() {
    return file == null ? null : file.dependency();
  }
}
