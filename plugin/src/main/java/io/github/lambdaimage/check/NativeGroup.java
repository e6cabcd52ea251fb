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
 * together, of artifacts whose names differ by the machine alone, or files of the project with one
 * name in folders for several machines.
 *
 * @param name how messages call it
 * @param dependency the first of the artifact's, if it is one
 */
record NativeGroup(String name, @Nullable Dependency dependency, List<NativeFile> files) {

  private static final Pattern MACHINES =
      Pattern.compile(
          "(?i)x86[_-]64|amd64|x64|aarch[_-]?64|arm64|x86|i[3-6]86|armv[67]|riscv64|ppc64le|s390x");

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
      return dependency.groupId() + ":" + withoutMachine(dependency.artifactId());
    }
    String path = part.file() == null ? file.path() : part.name();
    return withoutMachine(path.substring(path.lastIndexOf('/') + 1));
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
    String artifact = dependency.groupId() + ":" + dependency.artifactId();
    String classifier = dependency.classifier();
    String cure = "Take a version of '%s' that brings %s".formatted(artifact, machine);
    if (MACHINES.matcher(classifier).find()) {
      cure =
          "Add '%s' with <classifier>%s</classifier> (or as it calls that machine), beside or instead of '%s'"
              .formatted(
                  artifact, renamed(classifier, classifierName(classifier, machine)), classifier);
    } else if (MACHINES.matcher(dependency.artifactId()).find()) {
      cure =
          "Add '%s' (or as it is called for that machine), beside or instead of '%s'"
              .formatted(
                  dependency.groupId() + ":" + renamed(dependency.artifactId(), machine), artifact);
    }
    return cure
        + ", change <architecture>, or leave it out with <excludes> if the function works without it.";
  }

  private static String withoutMachine(String name) {
    return MACHINES.matcher(name).replaceAll("");
  }

  private static String renamed(String name, String machine) {
    return MACHINES.matcher(name).replaceAll(machine);
  }

  /** As os-maven-plugin calls machines, where the classifier follows it. */
  private static String classifierName(String classifier, String machine) {
    return machine.equals("aarch64") && classifier.contains("x86_64") ? "aarch_64" : machine;
  }
}
