package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files that the user adds to the image: models, data, a {@code bootstrap}.
 *
 * @param from a file, or a directory whose files are added
 * @param into absolute directory in the image, without a trailing {@code /} ({@code ""} is the
 *     root)
 * @param mode permission bits of each file; {@code null} for 755 if it is executable, else 644
 */
public record ExtraFiles(
    Path from, String into, List<String> includes, List<String> excludes, @Nullable Integer mode) {

  private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

  /**
   * Patterns that are absolute, lead upwards, name the directory itself, or use the special syntax
   * of Maven's scanner.
   */
  private static final Pattern UNMATCHED =
      Pattern.compile(
          "^(?:[/\\\\]|\\.{1,2}[/\\\\]|%(?:regex|ant)\\[)|[/\\\\]\\.{1,2}[/\\\\]|\\$\\{");

  private static final int READABLE_BY_ALL = 0444;

  /**
   * Checks one {@code <extraFile>}.
   *
   * @param into absolute, or relative to the task root; {@code null} for the task root itself
   * @param mode three octal digits; {@code null} to keep each file's executable bit
   * @throws LambdaImageException when {@code into} leads upwards, a pattern can match nothing, or
   *     Lambda could not read the files
   */
  public static ExtraFiles of(
      Path from,
      @Nullable String into,
      List<String> includes,
      List<String> excludes,
      @Nullable String mode)
      throws LambdaImageException {
    return new ExtraFiles(
        from,
        directory(into == null ? "" : into),
        patterns("includes", includes),
        patterns("excludes", excludes),
        mode == null ? null : permissions(mode));
  }

  /** Checks patterns: one that can match nothing would leave nothing out, without notice. */
  public static List<String> patterns(String element, List<String> patterns)
      throws LambdaImageException {
    for (String pattern : patterns) {
      if (UNMATCHED.matcher(pattern).find()) {
        throw new LambdaImageException(
            "<extraFiles>: <%s> '%s' matches no file. Patterns are relative to <from>, with '*', '**' and '?', such as 'models/**/*.onnx'."
                .formatted(element, pattern));
      }
    }
    return List.copyOf(patterns);
  }

  /** Checks an {@code <into>}; the result is absolute, without a trailing {@code /}. */
  public static String directory(String into) throws LambdaImageException {
    if (into.contains("\\") || into.contains("${")) {
      throw new LambdaImageException(
          "<extraFiles>: <into> '%s' would become a directory with this very name. Write '/' between names%s."
              .formatted(into, into.contains("${") ? ", and set the property" : ""));
    }
    String absolute = into.startsWith("/") ? into : FunctionFile.TASK_ROOT + "/" + into;
    StringBuilder directory = new StringBuilder();
    for (String name : absolute.split("/", -1)) {
      if (name.equals("..")) {
        throw new LambdaImageException(
            "<extraFiles>: <into> '%s' leads upwards. Write the directory as an absolute path, such as '/opt/models'."
                .formatted(into));
      }
      if (!name.isEmpty() && !name.equals(".")) {
        directory.append('/').append(name);
      }
    }
    return directory.toString();
  }

  /** Checks a {@code <mode>}. */
  public static int permissions(String mode) throws LambdaImageException {
    if (!MODE.matcher(mode).matches()) {
      throw new LambdaImageException(
          "<extraFiles>: <mode> '%s' is not three octal digits. Use '644' for data and '755' for programs."
              .formatted(mode));
    }
    int permissions = Integer.parseInt(mode, 8);
    if ((permissions & READABLE_BY_ALL) != READABLE_BY_ALL) {
      throw new LambdaImageException(
          "<extraFiles>: with <mode> '%s' the function could not read its files, because Lambda runs it as a user of its own. Use '644' for data and '755' for programs."
              .formatted(mode));
    }
    return permissions;
  }
}
