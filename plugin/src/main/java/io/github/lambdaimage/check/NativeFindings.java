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
   * Tells what is wrong with native code.
   *
   * @param owner of what it is
   * @param what a few words of it, after the name
   * @param problem all that is to be said where nothing makes up for it
   */
  void tell(NativeGroup.Owner owner, String what, String problem) throws LambdaImageException {
    // Most functions have nothing of the kind, so that the list is read late.
    Optional<String> reason =
        owner.dependency() == null
            ? Optional.empty()
            : OptionalNatives.read().reason(owner.dependency());
    if (reason.isPresent()) {
      findings.note("%s %s: %s.".formatted(owner.name(), what, reason.get()));
    } else {
      findings.problem(problem);
    }
  }
}
