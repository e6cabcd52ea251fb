package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Platform;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether artifacts with native code have it for the function's machine, and the base's C library.
 */
final class NativeCheck implements Inspector {

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    List<Part> parts = parts(subject);
    String machine = subject.image().architecture().machine();
    NativeFindings natives = new NativeFindings(findings);
    String none = "has no native code for Linux on " + machine;
    List<NativeGroup> usable = new ArrayList<>();
    List<NativeFile> missed = new ArrayList<>();
    for (NativeGroup group : NativeGroup.of(parts)) {
      if (!group.files(machine).isEmpty()) {
        usable.add(group);
      } else if (!group.files().isEmpty()) {
        natives.tell(
            group.owner(group.files().get(0)), none, otherMachine(group, machine, subject));
      } else if (group.isOfOtherSystemAlone()) {
        natives.tell(group.owner(group.all().get(0)), none, otherSystem(group, machine));
        missed.addAll(group.all());
      }
    }
    new LinkedLibraries(subject, machine, findings).inspect(usable);
    noteDeadWeight(parts, missed, findings);
  }

  /**
   * The parts to check; a function with its own runtime need not load what is in jars, and may
   * consist of it.
   */
  private static List<Part> parts(CheckedFunction subject) throws LambdaImageException {
    List<Part> parts = subject.parts().get();
    return subject.hasRuntime() ? parts.stream().filter(it -> it.file() == null).toList() : parts;
  }

  private static String otherMachine(NativeGroup group, String machine, CheckedFunction subject) {
    NativeFile example = group.files().get(0);
    String machines =
        group.files().stream()
            .map(NativeFile::machine)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return "%s has native code for Linux on %s (such as '%s') but none for %s, which <architecture> '%s' needs: it would fail with UnsatisfiedLinkError. %s"
        .formatted(
            group.owner(example).name(),
            machines,
            example.path(),
            machine,
            subject.image().architecture().lambdaName(),
            group.cure(machine, example));
  }

  private static String otherSystem(NativeGroup group, String machine) {
    NativeFile example = group.all().get(0);
    return "%s has native code for %s alone (such as '%s'), as the machine that builds may need it, and Lambda needs it for Linux on %s: it would fail with UnsatisfiedLinkError. %s"
        .formatted(
            group.owner(example).name(),
            example.platform(),
            example.path(),
            machine,
            group.cure(machine, example));
  }

  private static void noteDeadWeight(List<Part> parts, List<NativeFile> missed, Findings findings) {
    long bytes = 0;
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      long ofPart =
          part.facts().natives().stream()
              .filter(it -> it.platform() == Platform.MAC || it.platform() == Platform.WINDOWS)
              .filter(it -> !missed.contains(it))
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
