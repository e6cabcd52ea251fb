package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** Reports native code that would not be loaded; if the library works without it, as a note. */
final class NativeFindings {

  private final Findings findings;

  NativeFindings(Findings findings) {
    this.findings = findings;
  }

  /**
   * Reports what is wrong with native code.
   *
   * @param owner of the code
   * @param what a few words about it, after the name
   * @param problem the complete message, if the library needs the code
   */
  void tell(NativeGroup.Owner owner, String what, String problem) throws LambdaImageException {
    // Most functions have no such finding, so the list is read late.
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
