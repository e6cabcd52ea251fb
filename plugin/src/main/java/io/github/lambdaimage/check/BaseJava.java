package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.JavaProgram;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java release that a base image runs functions with. */
final class BaseJava {

  /**
   * {@code 21.0.5}, {@code jdk-21.0.5+11}, {@code 1.8.0_432}, {@code 8u432}, {@code jdk8u432-b06}.
   */
  private static final Pattern VERSION = Pattern.compile("(?:jdk-?)?(?:1\\.)?(\\d{1,3})(?!\\d).*");

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
    Optional<Integer> byConfig =
        Optional.ofNullable(base.environment().get("JAVA_VERSION")).flatMap(BaseJava::release);
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
    Optional<Integer> byFiles =
        JavaProgram.find(base, files).flatMap(files::javaVersion).flatMap(BaseJava::release);
    if (byFiles.isEmpty()) {
      findings.note(unknown(subject, "An environment variable JAVA_VERSION in the base tells it."));
    }
    return byFiles;
  }

  private static String unknown(Subject subject, String reason) {
    return "Which Java the base '%s' has cannot be told, so the classes are not held against it. %s"
        .formatted(subject.image().from(), reason);
  }

  private static Optional<Integer> release(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
