package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first line of a script, by which Linux finds what runs it.
 *
 * @param interpreter nothing where the file is no script, or has no such line
 * @param argument the first word behind it
 * @param oddity what keeps Linux from reading the line; empty if nothing does
 */
record ScriptStart(Optional<String> interpreter, Optional<String> argument, String oddity) {

  /** As much as Linux reads. */
  private static final int LONGEST = 256;

  private static final String MARK = "\u00EF\u00BB\u00BF";
  private static final String START = "#!";
  private static final String SPLIT = "-S";

  static ScriptStart of(Path file) throws LambdaImageException {
    String beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new LambdaImageException(
          "'%s' cannot be read: %s. Make it readable.".formatted(file, Reason.of(e)), e);
    }
    boolean marked = beginning.startsWith(MARK + START);
    if (!marked && !beginning.startsWith(START)) {
      return new ScriptStart(Optional.empty(), Optional.empty(), "");
    }
    int end = beginning.indexOf('\n');
    String line = end < 0 ? beginning : beginning.substring(0, end);
    String oddity = marked ? "a byte order mark" : line.endsWith("\r") ? "CRLF" : "";
    String[] words =
        line.substring(line.indexOf(START) + START.length()).strip().split("[ \t]+", -1);
    int argument = words.length > 2 && words[1].equals(SPLIT) ? 2 : 1;
    return new ScriptStart(
        Optional.of(words[0]).filter(it -> !it.isEmpty()),
        argument < words.length ? Optional.of(words[argument]) : Optional.empty(),
        oddity);
  }

  /** Whether it was saved as Windows saves text. */
  boolean isOfWindows() {
    return !oddity.isEmpty();
  }
}
