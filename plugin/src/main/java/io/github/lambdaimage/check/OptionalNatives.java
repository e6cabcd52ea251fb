package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Libraries that are known to work without their native code; a list with one per line. */
record OptionalNatives(List<Line> lines) {

  private static final String LIST = "optional-native-code.txt";

  /**
   * A library.
   *
   * @param bringers the chain of dependencies that brings it in, of which the last works without
   *     it; empty if that does not matter
   * @param reason how it works without, as the end of a sentence
   */
  record Line(DependencyPattern library, List<DependencyPattern> bringers, String reason) {

    private static final String BROUGHT_BY = "<";

    static Line parse(String line) throws LambdaImageException {
      int end = line.indexOf(' ');
      List<DependencyPattern> patterns = new ArrayList<>();
      for (String name : line.substring(0, Math.max(end, 0)).split(BROUGHT_BY, -1)) {
        patterns.add(DependencyPattern.parse(name));
      }
      return new Line(patterns.remove(0), List.copyOf(patterns), line.substring(end + 1).strip());
    }

    boolean matches(Dependency dependency) {
      List<String> way = dependency.broughtBy();
      if (!library.matches(dependency) || way.size() < bringers.size()) {
        return false;
      }
      for (int i = 0; i < bringers.size(); i++) {
        if (!bringers.get(i).matches(way.get(i))) {
          return false;
        }
      }
      return true;
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
              .formatted(LIST, FailureReason.of(e)),
          e);
    }
  }

  /** How a library works without its native code, if it is known to. */
  Optional<String> reason(Dependency dependency) {
    return lines.stream().filter(line -> line.matches(dependency)).map(Line::reason).findFirst();
  }
}
