package io.github.lambdaimage.it.handlers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A module of {@code src/handlers} put into a task root.
 *
 * @param target a folder or a jar, relative to the task root
 * @param folderInJar where the classes lie in the jar, ending in a slash; or empty
 * @param module the folder below {@code src/handlers} whose classes are put there
 * @param manifest main attributes of the jar
 */
public record Placement(
    String target, String folderInJar, String module, Map<String, String> manifest) {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<target>(?:[^=!]|!(?=\\.))+)(?:!(?<folder>[^=]+))?=(?<module>\\w+)(?:@(?<manifest>.+))?");

  /**
   * Reads {@code .=module}, {@code folder=module}, {@code lib/a.jar=module} or {@code
   * lib/a.jar!folder=module@Attribute:value}.
   */
  static Placement parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" places nothing.");
    }
    return new Placement(
        matcher.group("target"),
        Optional.ofNullable(matcher.group("folder")).map(folder -> folder + "/").orElse(""),
        matcher.group("module"),
        Optional.ofNullable(matcher.group("manifest")).map(Placement::attributes).orElse(Map.of()));
  }

  /** Whatever case it is in, and even if the client takes no notice of it. */
  public boolean isArchive() {
    String name = target.toLowerCase(Locale.ROOT);
    return name.endsWith(".jar") || name.endsWith(".zip");
  }

  private static Map<String, String> attributes(String text) {
    return Arrays.stream(text.split(","))
        .map(attribute -> attribute.split(":", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
