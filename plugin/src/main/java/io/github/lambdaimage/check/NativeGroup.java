package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Native files of which one is enough: those of an artifact with all its classifiers, of artifacts
 * whose names differ only by system and machine, or files of the project with one name in folders
 * for several machines.
 *
 * @param all for any system
 * @param owners by the file itself: jars of one artifact may have the same paths
 */
record NativeGroup(List<NativeFile> all, Map<NativeFile, Owner> owners) {

  /**
   * The owner of a file.
   *
   * @param name in messages
   * @param dependency that it is, if it is one
   */
  record Owner(String name, @Nullable Dependency dependency) {

    private static Owner of(Part part, NativeFile file) {
      String name = part.file() == null ? "'" + file.path() + "'" : part.name();
      return new Owner(name, part.dependency());
    }
  }

  /** The groups of a function. */
  static List<NativeGroup> of(List<Part> parts) {
    Map<String, NativeGroup> groups = new LinkedHashMap<>();
    for (Part part : parts) {
      for (NativeFile file : part.facts().natives()) {
        if (file.platform() != Platform.OTHER) {
          groups.computeIfAbsent(key(part, file), it -> empty()).add(file, Owner.of(part, file));
        }
      }
    }
    return List.copyOf(groups.values());
  }

  private static NativeGroup empty() {
    return new NativeGroup(new ArrayList<>(), new IdentityHashMap<>());
  }

  private void add(NativeFile file, Owner owner) {
    all.add(file);
    owners.put(file, owner);
  }

  private static String key(Part part, NativeFile file) {
    Dependency dependency = part.dependency();
    if (dependency != null) {
      return dependency.groupId() + ":" + PlatformName.without(dependency.artifactId());
    }
    String path = part.file() == null ? file.path() : part.name();
    return PlatformName.without(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The owner of one of its files. */
  Owner owner(NativeFile file) {
    return Objects.requireNonNull(owners.get(file));
  }

  /** Those for Linux. */
  List<NativeFile> files() {
    return linux().toList();
  }

  /** Those for Linux on a machine. */
  List<NativeFile> files(String machine) {
    return linux().filter(file -> file.machine().equals(machine)).toList();
  }

  private Stream<NativeFile> linux() {
    return all.stream().filter(NativeFile::isLinux);
  }

  /**
   * Whether it is for the user's own machine, while there is another for Linux: one of several
   * classifiers or artifacts, one for each platform. An artifact that is named only after a system
   * is for that system, and has no counterpart.
   */
  boolean isOfOtherSystemAlone() {
    Dependency dependency = owner(all.get(0)).dependency();
    if (dependency == null || linux().findAny().isPresent()) {
      return false;
    }
    String artifact = dependency.artifactId();
    boolean byName = PlatformName.hasOtherSystem(artifact);
    return dependency.classifier().isEmpty()
        ? byName && PlatformName.hasMachine(artifact)
        : !byName && PlatformName.hasOtherSystem(dependency.classifier());
  }

  /**
   * What usually helps if there is none for a machine.
   *
   * @param example of the existing ones
   */
  String cure(String machine, NativeFile example) {
    Dependency dependency = owner(example).dependency();
    if (dependency == null) {
      return "Build it for %s, or change <architecture>.".formatted(machine);
    }
    String artifact = dependency.groupId() + ":" + dependency.artifactId();
    String classifier = dependency.classifier();
    String cure = "Take a version of '%s' that brings %s".formatted(artifact, machine);
    if (isOfPlatform(classifier)) {
      cure =
          "Add '%s' with <classifier>%s</classifier> (or as it calls that machine), beside or instead of '%s'"
              .formatted(
                  artifact, PlatformName.classifierForLinux(classifier, machine), classifier);
    } else if (isOfPlatform(dependency.artifactId())) {
      cure =
          "Add '%s' (or as it is called for that machine), beside or instead of '%s'"
              .formatted(
                  dependency.groupId()
                      + ":"
                      + PlatformName.forLinux(dependency.artifactId(), machine),
                  artifact);
    }
    return cure
        + (isOfOtherSystemAlone() ? "," : ", change <architecture>,")
        + " or leave it out with <excludes> if the function works without it.";
  }

  private static boolean isOfPlatform(String name) {
    return PlatformName.hasMachine(name) || PlatformName.hasOtherSystem(name);
  }
}
