package io.github.lambdaimage.function;

import java.nio.file.Path;
import java.util.List;

/**
 * A resolved runtime dependency of the function.
 *
 * @param classifier empty if there is none
 * @param source a jar, or what a jar is to be made of
 * @param stability how often its bytes change, which decides its layer
 * @param broughtBy {@code groupId:artifactId} of the dependency that brings it, of what brings
 *     that, and so on; empty if the project itself names it
 */
public record Dependency(
    String groupId,
    String artifactId,
    String version,
    String classifier,
    Source source,
    Stability stability,
    List<String> broughtBy) {

  /** How often a dependency's bytes change. */
  public enum Stability {
    /** Never: a released version. */
    RELEASE,
    /** From time to time: a SNAPSHOT of somebody else's. */
    SNAPSHOT,
    /** With the function itself: a module of the same reactor. */
    MODULE
  }

  /** A dependency that the project itself names. */
  public Dependency(
      String groupId,
      String artifactId,
      String version,
      String classifier,
      Source source,
      Stability stability) {
    this(groupId, artifactId, version, classifier, source, stability, List.of());
  }

  /** The same that is a jar. */
  public Dependency(
      String groupId,
      String artifactId,
      String version,
      String classifier,
      Path jar,
      Stability stability) {
    this(groupId, artifactId, version, classifier, new Source.PlainFile(jar), stability);
  }

  /** The same dependency, that others bring. */
  public Dependency broughtBy(List<String> others) {
    return new Dependency(
        groupId, artifactId, version, classifier, source, stability, List.copyOf(others));
  }

  /** The same dependency in another place. */
  public Dependency at(Source place) {
    return new Dependency(groupId, artifactId, version, classifier, place, stability, broughtBy);
  }

  /**
   * The file name in a Maven repository. It does not depend on {@link #source()}: the same image
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
