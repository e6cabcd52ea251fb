package io.github.lambdaimage.function;

import java.nio.file.Path;
import java.util.List;

/**
 * A resolved runtime dependency of the function.
 *
 * @param classifier empty if there is none
 * @param source a jar, or what to make a jar from
 * @param stability how often its bytes change, which decides its layer
 * @param broughtBy {@code groupId:artifactId} of the dependency that brings it in, of the one that
 *     brings in that, and so on; empty if the project itself declares it
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
    /** From time to time: a SNAPSHOT from another project. */
    SNAPSHOT,
    /** With the function itself: a module of the same reactor. */
    MODULE
  }

  /** A dependency that the project itself declares. */
  public Dependency(
      String groupId,
      String artifactId,
      String version,
      String classifier,
      Source source,
      Stability stability) {
    this(groupId, artifactId, version, classifier, source, stability, List.of());
  }

  /** A dependency with a jar, declared by the project itself. */
  public Dependency(
      String groupId,
      String artifactId,
      String version,
      String classifier,
      Path jar,
      Stability stability) {
    this(groupId, artifactId, version, classifier, new Source.PlainFile(jar), stability);
  }

  /** The same dependency, brought in by others. */
  public Dependency broughtBy(List<String> others) {
    return new Dependency(
        groupId, artifactId, version, classifier, source, stability, List.copyOf(others));
  }

  /** The same dependency, with another source. */
  public Dependency at(Source place) {
    return new Dependency(groupId, artifactId, version, classifier, place, stability, broughtBy);
  }

  /**
   * The file name in a Maven repository. It does not depend on {@link #source()}: the image is the
   * same after {@code mvn package}, where a module's jar has the name of its {@code finalName}, and
   * in a checkout that was never packaged.
   */
  public String jarName() {
    return artifactId + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }

  /**
   * The file name without {@code %} and {@code #}: the runtime makes a URL of it without escaping,
   * so it could not load such a jar.
   */
  public String loadableName() {
    return jarName().replace('%', '_').replace('#', '_');
  }
}
