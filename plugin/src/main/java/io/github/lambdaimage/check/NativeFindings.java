package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** Tells of native code that would not be loaded; where the library does without, as a note. */
final class NativeFindings {

  private final Findings findings;

  NativeFindings(Findings findings) {
    this.findings = findings;
  }

  /**
   * Tells what is wrong with a group.
   *
   * @param what a few words of it, after the name
   * @param problem all that is to be said where nothing makes up for it
   */
  void tell(NativeGroup group, String what, String problem) throws LambdaImageException {
    // Most functions have nothing of the kind, so that the list is read late.
    Optional<String> reason =
        group.dependency() == null
            ? Optional.empty()
            : OptionalNatives.read().reason(group.dependency());
    if (reason.isPresent()) {
      findings.note("%s %s: %s.".formatted(group.name(), what, reason.get()));
    } else {
      findings.problem(problem);
    }
  }
}
