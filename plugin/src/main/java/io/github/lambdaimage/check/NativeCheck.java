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
      } else {
        linked.add(group);
      }
    }
    new LinkedLibraries(subject, machine, findings).inspect(linked);
    noteDeadWeight(parts, findings);
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
