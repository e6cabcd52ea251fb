package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.regex.Pattern;

/**
 * Dependencies to leave out: {@code groupId:artifactId}, each with {@code *} for any characters.
 */
public final class DependencyPattern {

  private final Pattern groupId;
  private final Pattern artifactId;

  private DependencyPattern(Pattern groupId, Pattern artifactId) {
    this.groupId = groupId;
    this.artifactId = artifactId;
  }

  /**
   * Parses one {@code <exclude>}.
   *
   * @throws LambdaImageException when it has not exactly two parts
   */
  public static DependencyPattern parse(String pattern) throws LambdaImageException {
    String[] parts = pattern.strip().split(":", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new LambdaImageException(
          "<excludes>: '%s' is not 'groupId:artifactId'. Use '*' for any characters, as in 'org.slf4j:*'."
              .formatted(pattern));
    }
    return new DependencyPattern(compile(parts[0]), compile(parts[1]));
  }

  public boolean matches(Dependency dependency) {
    return groupId.matcher(dependency.groupId()).matches()
        && artifactId.matcher(dependency.artifactId()).matches();
  }

  private static Pattern compile(String part) {
    return Pattern.compile(Pattern.quote(part).replace("*", "\\E.*\\Q"));
  }
}
