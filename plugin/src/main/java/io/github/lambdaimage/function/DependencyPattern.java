package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.regex.Pattern;

/**
 * Dependencies to leave out: {@code groupId:artifactId}, each with {@code *} for any characters;
 * with a leading {@code !}, dependencies to keep.
 */
public final class DependencyPattern {

  private static final String KEEP = "!";

  private final boolean keeps;
  private final Pattern groupId;
  private final Pattern artifactId;

  private DependencyPattern(boolean keeps, Pattern groupId, Pattern artifactId) {
    this.keeps = keeps;
    this.groupId = groupId;
    this.artifactId = artifactId;
  }

  /**
   * Parses one {@code <exclude>}.
   *
   * @throws LambdaImageException unless it has exactly two parts
   */
  public static DependencyPattern parse(String pattern) throws LambdaImageException {
    boolean keeps = pattern.strip().startsWith(KEEP);
    String[] parts = pattern.strip().substring(keeps ? KEEP.length() : 0).strip().split(":", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new LambdaImageException(
          "<excludes>: '%s' is not 'groupId:artifactId'. Use '*' for any characters, as in 'org.slf4j:*'."
              .formatted(pattern));
    }
    return new DependencyPattern(keeps, compile(parts[0]), compile(parts[1]));
  }

  /** Whether matching dependencies are kept, whatever else would leave them out. */
  public boolean keeps() {
    return keeps;
  }

  public boolean matches(Dependency dependency) {
    return matches(dependency.groupId(), dependency.artifactId());
  }

  /**
   * Whether it matches a name.
   *
   * @param name {@code groupId:artifactId}
   */
  public boolean matches(String name) {
    int end = name.indexOf(':');
    return end >= 0 && matches(name.substring(0, end), name.substring(end + 1));
  }

  private boolean matches(String group, String artifact) {
    return groupId.matcher(group).matches() && artifactId.matcher(artifact).matches();
  }

  private static Pattern compile(String part) {
    return Pattern.compile(Pattern.quote(part).replace("*", "\\E.*\\Q"));
  }
}
