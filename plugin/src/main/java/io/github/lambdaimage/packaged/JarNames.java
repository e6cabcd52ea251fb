package io.github.lambdaimage.packaged;

import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the jars of a package by their names: those that the usual plugins give to the
 * project's dependencies. A name that two dependencies may have is not used.
 */
final class JarNames {

  /** What a repository puts in place of {@code SNAPSHOT}. */
  private static final Pattern TIMESTAMP = Pattern.compile("-\\d{8}\\.\\d{6}-\\d+$");

  private final Map<String, Optional<Dependency>> exact = new HashMap<>();
  private final Map<String, Optional<Dependency>> withoutVersion = new HashMap<>();

  private JarNames() {}

  static JarNames of(List<Dependency> dependencies) {
    JarNames names = new JarNames();
    for (Dependency dependency : dependencies) {
      add(names.exact, dependency, JarNames::withVersion);
      add(names.withoutVersion, dependency, it -> Stream.of(named(it, "")));
    }
    return names;
  }

  private static void add(
      Map<String, Optional<Dependency>> names,
      Dependency dependency,
      Function<Dependency, Stream<String>> forms) {
    forms
        .apply(dependency)
        .flatMap(name -> Stream.of(name, dependency.groupId() + "." + name))
        .distinct()
        .forEach(
            name -> names.merge(name, Optional.of(dependency), (one, two) -> Optional.empty()));
  }

  /** Its names: with its version, with that of a snapshot, and that of its file here. */
  private static Stream<String> withVersion(Dependency dependency) {
    String snapshot = TIMESTAMP.matcher(dependency.version()).replaceFirst("-SNAPSHOT");
    String file =
        dependency.source() instanceof Source.PlainFile plain
            ? String.valueOf(plain.path().getFileName())
            : dependency.jarName();
    return Stream.of(dependency.jarName(), named(dependency, "-" + snapshot), file).distinct();
  }

  private static String named(Dependency dependency, String version) {
    String classifier = dependency.classifier();
    return dependency.artifactId()
        + version
        + (classifier.isEmpty() ? "" : "-" + classifier)
        + ".jar";
  }

  /**
   * The dependency that a jar is, or {@code null} if that is not known. A jar whose name the
   * runtime cannot load is not recognised, since a dependency would get another name.
   *
   * @param source of the jar in the package, which counts
   */
  @Nullable Dependency dependency(String name, Source source) {
    Optional<Dependency> known = exact.getOrDefault(name, withoutVersion.get(name));
    if (known == null || known.isEmpty() || name.contains("%") || name.contains("#")) {
      return null;
    }
    return known.get().at(source);
  }
}
