package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Libraries that are known to do without their native code; a list, a line each. */
record OptionalNatives(List<Line> lines) {

  private static final String LIST = "optional-native-code.txt";

  /**
   * A library.
   *
   * @param bringer what brings it, and does without; {@code null} where that does not matter
   * @param reason how it does without, as the end of a sentence
   */
  record Line(DependencyPattern library, @Nullable DependencyPattern bringer, String reason) {

    private static final char BROUGHT_BY = '<';

    static Line parse(String line) throws LambdaImageException {
      int end = line.indexOf(' ');
      String names = line.substring(0, Math.max(end, 0));
      int bringer = names.indexOf(BROUGHT_BY);
      return new Line(
          DependencyPattern.parse(bringer < 0 ? names : names.substring(0, bringer)),
          bringer < 0 ? null : DependencyPattern.parse(names.substring(bringer + 1)),
          line.substring(end + 1).strip());
    }

    boolean matches(Dependency dependency) {
      return library.matches(dependency)
          && (bringer == null || bringer.matchesWhatBrings(dependency));
    }
  }

  /**
   * Reads the list.
   *
   * @throws LambdaImageException when the plugin is damaged
   */
  static OptionalNatives read() throws LambdaImageException {
    try (InputStream in = OptionalNatives.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new FileNotFoundException(LIST);
      }
      List<Line> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(Line.parse(line));
        }
      }
      return new OptionalNatives(List.copyOf(lines));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The plugin's own file '%s' cannot be read: %s. Delete the plugin from the local repository, so that Maven fetches it anew."
              .formatted(LIST, Reason.of(e)),
          e);
    }
  }

  /** How a library does without its native code, if it is known to. */
  Optional<String> reason(Dependency dependency) {
    return lines.stream().filter(line -> line.matches(dependency)).map(Line::reason).findFirst();
  }
}
