package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.JavaRelease;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** The Java release that a base image runs functions with. */
final class BaseJava {

  private BaseJava() {}

  /**
   * The release: as the tag says where it is AWS's, else the base's config, else the Java
   * installation in its layers.
   *
   * @return nothing where it cannot be told, with a note of why
   * @throws LambdaImageException when the base is not to be had
   */
  static Optional<Integer> of(Subject subject, Findings findings) throws LambdaImageException {
    Optional<Integer> byTag = subject.image().from().lambdaJava();
    if (byTag.isPresent()) {
      return byTag;
    }
    BaseImage base = subject.base().get();
    Optional<Integer> byConfig = JavaRelease.ofConfig(base);
    if (byConfig.isPresent()) {
      return byConfig;
    }
    if (base.isOfAws() && !subject.image().startsRuntimeClient()) {
      findings.note(unknown(subject, "Name it by tag, or by tag and digest."));
      return Optional.empty();
    }
    BaseFiles files;
    try {
      files = subject.baseFiles();
    } catch (LambdaImageException e) {
      findings.note(unknown(subject, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    Optional<Integer> byFiles = JavaRelease.ofProgram(base, files);
    if (byFiles.isEmpty()) {
      findings.note(unknown(subject, "An environment variable JAVA_VERSION in the base tells it."));
    }
    return byFiles;
  }

  private static String unknown(Subject subject, String reason) {
    return "Which Java the base '%s' has cannot be told, so the classes are not held against it. %s"
        .formatted(subject.image().from(), reason);
  }
}
