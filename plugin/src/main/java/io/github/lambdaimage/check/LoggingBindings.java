package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Landmarks;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** More than one SLF4J binding: which one it uses is chance. */
final class LoggingBindings implements Inspector {

  /** Of SLF4J 2, and of SLF4J 1, which do not see each other's. */
  private static final List<String> MARKS = List.of(Landmarks.SLF4J_2, Landmarks.SLF4J_1);

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    for (String mark : MARKS) {
      List<String> bindings =
          subject.parts().get().stream()
              .filter(part -> part.file() != null && LibraryFolders.load(part.file().target()))
              .filter(part -> part.facts().landmarks().contains(mark))
              .map(Part::name)
              .sorted()
              .toList();
      if (bindings.size() > 1) {
        findings.problem(
            "SLF4J finds %s logging bindings and takes one of them by chance: %s. Leave all but one out, with <exclusions> in the pom or <excludes>."
                .formatted(bindings.size(), String.join(", ", bindings)));
      }
    }
  }
}
