package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what brings native code brings it for the function's machine, and the base's C library.
 */
final class NativeCheck implements Inspector {

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    List<Part> parts = subject.parts().get();
    String machine = subject.image().architecture().machine();
    List<NativeGroup> linked = new ArrayList<>();
    for (NativeGroup group : NativeGroup.of(parts)) {
      List<NativeFile> usable = group.files(machine);
      if (usable.isEmpty()) {
        findings.problem(otherMachine(group, machine, subject));
      } else if (!loads(usable, Libc.GLIBC) || !loads(usable, Libc.MUSL)) {
        linked.add(group);
      }
    }
    if (!linked.isEmpty()) {
      inspectLibc(subject, linked, machine, findings);
    }
    noteDeadWeight(parts, findings);
  }

  private static void inspectLibc(
      Subject subject, List<NativeGroup> groups, String machine, Findings findings)
      throws LambdaImageException {
    Set<Libc> ofBase;
    try {
      ofBase = libcs(subject);
    } catch (LambdaImageException e) {
      findings.note("Which C library the base has cannot be told: " + e.getMessage());
      return;
    }
    for (NativeGroup group : groups) {
      List<NativeFile> files = group.files(machine);
      if (ofBase.isEmpty() || ofBase.stream().anyMatch(libc -> loads(files, libc))) {
        continue;
      }
      String start =
          "%s has native code for %s (such as '%s'), and the base '%s' has %s"
              .formatted(
                  group.name(),
                  files.get(0).libc(),
                  files.get(0).path(),
                  subject.image().from(),
                  ofBase.iterator().next());
      // The loader of musl takes some: whether all functions are there, only a try can tell.
      if (files.stream().anyMatch(file -> file.libc() == Libc.MOSTLY_GLIBC)) {
        findings.note(start + ", which loads some of such files, not all. Try it there.");
      } else {
        findings.problem(
            start
                + ": it would fail with UnsatisfiedLinkError. Take a version that is made for %s, or a base with %s."
                    .formatted(ofBase.iterator().next(), files.get(0).libc()));
      }
    }
  }

  private static boolean loads(List<NativeFile> files, Libc ofBase) {
    return files.stream()
        .map(NativeFile::libc)
        .anyMatch(
            it ->
                it == ofBase
                    || it == Libc.ANY
                    || (it == Libc.MOSTLY_GLIBC && ofBase == Libc.GLIBC));
  }

  /** AWS's bases are Amazon Linux, which has glibc. Of others, the loaders tell. */
  private static Set<Libc> libcs(Subject subject) throws LambdaImageException {
    if (subject.base().get().isOfAws()) {
      return EnumSet.of(Libc.GLIBC);
    }
    BaseFiles files = subject.baseFiles();
    Set<Libc> libcs = EnumSet.noneOf(Libc.class);
    if (files.any(path -> path.contains("/ld-linux"))) {
      libcs.add(Libc.GLIBC);
    }
    if (files.any(path -> path.contains("/ld-musl-"))) {
      libcs.add(Libc.MUSL);
    }
    return libcs;
  }

  private static String otherMachine(NativeGroup group, String machine, Subject subject) {
    NativeFile example = group.files().get(0);
    String machines =
        group.files().stream()
            .map(NativeFile::machine)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return "%s has native code for Linux on %s (such as '%s') but none for %s, which <architecture> '%s' needs: it would fail with UnsatisfiedLinkError. %s"
        .formatted(
            group.name(),
            machines,
            example.path(),
            machine,
            subject.image().architecture().lambdaName(),
            group.cure(machine));
  }

  private static void noteDeadWeight(List<Part> parts, Findings findings) {
    long bytes = 0;
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      long ofPart =
          part.facts().natives().stream()
              .filter(it -> it.platform() == Platform.MAC || it.platform() == Platform.WINDOWS)
              .mapToLong(NativeFile::size)
              .sum();
      if (ofPart > 0) {
        bytes += ofPart;
        names.add(part.name());
      }
    }
    if (bytes > 0) {
      findings.note(
          "%s of native code for macOS and Windows are dead weight in the image: in %s."
              .formatted(Size.of(bytes), String.join(", ", names)));
    }
  }
}
