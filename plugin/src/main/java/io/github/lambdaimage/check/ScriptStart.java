package io.github.lambdaimage.check;

import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The first line of a script, with which Linux finds its interpreter.
 *
 * @param interpreter empty if the file is not a script, or has no such line
 * @param argument everything after it, which is one word for Linux; empty if there is nothing
 * @param oddity why Linux cannot read the line; empty if it can
 */
record ScriptStart(Optional<String> interpreter, String argument, String oddity) {

  /** The length that Linux reads. */
  private static final int LONGEST = 256;

  private static final String MARK = "\u00EF\u00BB\u00BF";
  private static final String START = "#!";

  /** Options with which {@code env} splits its one argument. */
  private static final List<String> SPLIT = List.of("-S", "-vS", "--split-string=");

  /** Its options that take a word of their own. */
  private static final Set<String> WITH_WORD = Set.of("-u", "--unset", "-C", "--chdir");

  /** Special characters in the argument that it splits. */
  private static final Pattern MARKS = Pattern.compile("[$\\\\\"'#]");

  static ScriptStart of(Path file) throws LambdaImageException {
    String beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(file, FailureReason.of(e)), e);
    }
    boolean marked = beginning.startsWith(MARK + START);
    if (!marked && !beginning.startsWith(START)) {
      return new ScriptStart(Optional.empty(), "", "");
    }
    int end = beginning.indexOf('\n');
    String line = end < 0 ? beginning : beginning.substring(0, end);
    String oddity = marked ? "a byte order mark" : line.endsWith("\r") ? "CRLF" : "";
    String[] words =
        line.substring(line.indexOf(START) + START.length()).strip().split("[ \t]+", 2);
    return new ScriptStart(
        Optional.of(words[0]).filter(it -> !it.isEmpty()),
        words.length > 1 ? words[1] : "",
        oddity);
  }

  /** The program that {@code env} starts as the interpreter, as far as this can be told. */
  Optional<String> startedByEnv() {
    for (String option : SPLIT) {
      if (argument.startsWith(option)) {
        return program(argument.substring(option.length()).strip().split("[ \t]+", -1));
      }
    }
    return argument.isEmpty() ? Optional.empty() : Optional.of(argument);
  }

  /** The first word that is neither an option nor a variable. */
  private static Optional<String> program(String[] words) {
    for (int i = 0; i < words.length; i++) {
      if (WITH_WORD.contains(words[i])) {
        i++;
      } else if (!words[i].startsWith("-") && words[i].indexOf('=') < 0) {
        return Optional.of(words[i]).filter(it -> !it.isEmpty() && !MARKS.matcher(it).find());
      }
    }
    return Optional.empty();
  }

  /** Whether it has the line ends of Windows. */
  boolean isOfWindows() {
    return !oddity.isEmpty();
  }
}
