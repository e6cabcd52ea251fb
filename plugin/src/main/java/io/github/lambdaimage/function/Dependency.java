package io.github.lambdaimage.function;

import java.nio.file.Path;

/**
 * A resolved runtime dependency of the function.
 *
 * @param classifier empty if there is none
 * @param file a jar, or the classes directory of an unpackaged module of the same reactor
 * @param stability how often its bytes change, which decides its layer
 */
public record Dependency(
    String groupId,
    String artifactId,
    String version,
    String classifier,
    Path file,
    Stability stability) {

  /** How often a dependency's bytes change. */
  public enum Stability {
    /** Never: a released version. */
    RELEASE,
    /** From time to time: a SNAPSHOT of somebody else's. */
    SNAPSHOT,
    /** With the function itself: a module of the same reactor. */
    MODULE
  }

  /**
   * The file name in a Maven repository. It does not depend on {@link #file()}: the same image
   * comes of {@code mvn package}, where a module may be called as its {@code finalName} says, and
   * of a checkout where it was never packaged.
   */
  public String jarName() {
    return artifactId + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }

  /**
   * The same name, so that the runtime can load it: it makes a URL of it without escaping, in which
   * {@code %} and {@code #} mean something.
   */
  public String loadableName() {
    return jarName().replace('%', '_').replace('#', '_');
  }
}
