package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Native files for Linux of which one is enough: those of an artifact, all its classifiers
 * together, or files of the project with one name in folders for several machines.
 *
 * @param name how messages call it
 * @param dependency the first of the artifact's, if it is one
 */
record NativeGroup(String name, @Nullable Dependency dependency, List<NativeFile> files) {

  private static final Pattern MACHINES =
      Pattern.compile("(?i)x86[_-]64|amd64|x64|aarch_?64|arm64|x86|i[3-6]86");

  /** The groups of a function; only those that have any file for Linux. */
  static List<NativeGroup> of(List<Part> parts) {
    Map<String, NativeGroup> groups = new LinkedHashMap<>();
    for (Part part : parts) {
      for (NativeFile file : part.facts().natives()) {
        if (file.isLinux()) {
          groups.computeIfAbsent(key(part, file), it -> empty(part, file)).files().add(file);
        }
      }
    }
    return List.copyOf(groups.values());
  }

  private static NativeGroup empty(Part part, NativeFile file) {
    String name = part.file() == null ? "'" + file.path() + "'" : part.name();
    return new NativeGroup(name, part.dependency(), new ArrayList<>());
  }

  private static String key(Part part, NativeFile file) {
    Dependency dependency = part.dependency();
    if (dependency != null) {
      return dependency.groupId() + ":" + dependency.artifactId();
    }
    String path = part.file() == null ? file.path() : part.name();
    return MACHINES.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("");
  }

  /** Those for a machine. */
  List<NativeFile> files(String machine) {
    return files.stream().filter(file -> file.machine().equals(machine)).toList();
  }

  /** What usually helps when there is none for a machine. */
  String cure(String machine) {
    if (dependency == null) {
      return "Build it for %s, or change <architecture>.".formatted(machine);
    }
    String classifier = dependency.classifier();
    String other = MACHINES.matcher(classifier).replaceAll(classifierName(machine));
    String cure =
        other.equals(classifier)
            ? "Take a version of '%s:%s' that brings %s"
                .formatted(dependency.groupId(), dependency.artifactId(), machine)
            : "Add '%s:%s' with <classifier>%s</classifier>, beside or instead of '%s'"
                .formatted(dependency.groupId(), dependency.artifactId(), other, classifier);
    return cure
        + ", change <architecture>, or leave it out with <excludes> if the function works without it.";
  }

  /** As os-maven-plugin calls machines, which most classifiers follow. */
  private static String classifierName(String machine) {
    return machine.equals("aarch64") ? "aarch_64" : machine;
  }
}
