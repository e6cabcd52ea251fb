package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.JavaRelease;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** The Java release that a base image runs functions with. */
final class BaseJava {

  private BaseJava() {}

  /**
   * The release: from the tag of AWS's bases, else from the base's config, else from the Java
   * installation in its layers. In bases made from AWS's, the installation comes first, since their
   * runtime starts it whatever the config says.
   *
   * @return empty if it cannot be determined, with a note that says why
   * @throws LambdaImageException when the base is not available
   */
  static Optional<Integer> of(CheckedFunction subject, Findings findings)
      throws LambdaImageException {
    Optional<Integer> byTag = subject.image().from().lambdaJava();
    if (byTag.isPresent()) {
      return byTag;
    }
    BaseImage base = subject.base().get();
    Optional<Integer> byConfig = JavaRelease.ofConfig(base);
    if (byConfig.isPresent() && !base.isOfAws()) {
      return byConfig;
    }
    Optional<Integer> byFiles;
    try {
      byFiles = JavaRelease.ofFiles(base, subject.baseFiles());
    } catch (LambdaImageException e) {
      if (byConfig.isEmpty()) {
        boolean isByDigest = base.isOfAws() && subject.image().from().isLambdaJava();
        findings.note(
            unknown(
                subject,
                isByDigest
                    ? "Name it by tag, or by tag and digest."
                    : String.valueOf(e.getMessage())));
      }
      return byConfig;
    }
    Optional<Integer> found = byFiles.isPresent() ? byFiles : byConfig;
    if (found.isEmpty()) {
      findings.note(unknown(subject, "An environment variable JAVA_VERSION in the base tells it."));
    }
    return found;
  }

  private static String unknown(CheckedFunction subject, String reason) {
    return "Which Java the base '%s' has cannot be told, so the classes are not held against it. %s"
        .formatted(subject.image().from(), reason);
  }
}
