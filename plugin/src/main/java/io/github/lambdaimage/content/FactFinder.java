package io.github.lambdaimage.content;

import io.github.lambdaimage.elf.FileBytes;
import io.github.lambdaimage.layer.ManifestFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Collects {@link Facts} from one file after another. */
final class FactFinder {

  private final Map<String, ClassVersion> classes = new LinkedHashMap<>();
  private final List<NativeFile> natives = new ArrayList<>();
  private final List<String> landmarks = new ArrayList<>();
  private final List<String> noClasses = new ArrayList<>();
  private boolean multiRelease;
  private boolean nested;

  /**
   * Examines a file.
   *
   * @param name in the jar, or its path in the image
   */
  void add(String name, long size, FileBytes file) throws IOException {
    if (Landmarks.has(name) || (!nested && Landmarks.isNested(name))) {
      landmarks.add(name);
      nested = nested || Landmarks.isNested(name);
    }
    if (name.endsWith(".class")) {
      addClass(name, file);
    } else if (name.equals(ManifestFile.NAME)) {
      addManifest(file);
    } else if (size > 0) {
      Optional<NativeFile> code = MachineCode.in(file.head(MachineCode.HEAD), file, name, size);
      code.ifPresent(natives::add);
    }
  }

  Facts facts() {
    return new Facts(
        multiRelease, List.copyOf(classes.values()), List.copyOf(natives), List.copyOf(landmarks));
  }

  /** The files that would be loaded as classes according to their names, but are not classes. */
  List<String> noClasses() {
    return noClasses;
  }

  private void addManifest(FileBytes file) throws IOException {
    try (var in = file.open()) {
      String value = new Manifest(in).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE);
      multiRelease = value != null && value.strip().equalsIgnoreCase("true");
    }
  }

  private void addClass(String target, FileBytes file) throws IOException {
    ClassHeader header = new ClassHeader(target);
    if (!header.isLoaded()) {
      return;
    }
    Optional<ClassVersion> found = header.read(file);
    if (found.isEmpty()) {
      noClasses.add(target);
      return;
    }
    ClassVersion it = found.get();
    classes.merge(
        it.multiRelease() + " " + it.release() + " " + it.preview(),
        it,
        (known, more) -> known.plusOne());
  }
}
