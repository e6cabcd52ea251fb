package io.github.lambdaimage.check;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.image.BaseFiles;
import io.github.lambdaimage.image.BaseImage;
import io.github.lambdaimage.image.ImageName;
import io.github.lambdaimage.image.JavaProgram;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java release that a base image runs functions with. */
final class BaseJava {

  private static final String AWS_REPOSITORY = "lambda/java";

  /** {@code 21}, {@code 8.al2}, {@code 21.2026.10.01.12-arm64}. */
  private static final Pattern AWS_TAG = Pattern.compile("(\\d{1,3})([.-].*)?");

  /** The oldest that Lambda ever had. A lower tag is a version of somebody's own base. */
  private static final int OLDEST_OF_AWS = 8;

  /**
   * {@code 21.0.5}, {@code jdk-21.0.5+11}, {@code 1.8.0_432}, {@code 8u432}, {@code jdk8u432-b06}.
   */
  private static final Pattern VERSION = Pattern.compile("(?:jdk-?)?(?:1\\.)?(\\d{1,3})(?!\\d).*");

  private BaseJava() {}

  /**
   * The release: as the tag says where it is AWS's, else the base's config, else the Java
   * installation in its layers.
   *
   * @return nothing for a base of AWS's that is named by its digest alone, or one without a Java
   * @throws LambdaImageException when the base is not to be had
   */
  static Optional<Integer> of(Subject subject) throws LambdaImageException {
    Optional<Integer> byTag = byTag(subject.image().from());
    if (byTag.isPresent()) {
      return byTag;
    }
    BaseImage base = subject.base().get();
    Optional<Integer> byConfig =
        Optional.ofNullable(base.environment().get("JAVA_VERSION")).flatMap(BaseJava::release);
    if (byConfig.isPresent() || (base.isOfAws() && !subject.image().startsRuntimeClient())) {
      return byConfig;
    }
    BaseFiles files = subject.baseFiles();
    return JavaProgram.find(base, files).flatMap(files::javaVersion).flatMap(BaseJava::release);
  }

  private static Optional<Integer> byTag(ImageName base) {
    boolean isAws =
        base.repository().equals(AWS_REPOSITORY)
            || base.repository().endsWith("/" + AWS_REPOSITORY);
    return isAws && base.tag() != null
        ? first(AWS_TAG, base.tag()).filter(release -> release >= OLDEST_OF_AWS)
        : Optional.empty();
  }

  private static Optional<Integer> release(String version) {
    return first(VERSION, version);
  }

  private static Optional<Integer> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
