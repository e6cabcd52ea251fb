package io.github.lambdaimage.base;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java release that a base image has. */
public final class JavaRelease {

  /**
   * {@code 21.0.5}, {@code jdk-21.0.5+11}, {@code 1.8.0_432}, {@code 8u432}, {@code jdk8u432-b06}.
   */
  private static final Pattern VERSION = Pattern.compile("(?:jdk-?)?(?:1\\.)?(\\d{1,3})(?!\\d).*");

  /** Its path in AWS's bases. */
  private static final String OF_AWS = "/var/lang/bin/java";

  private JavaRelease() {}

  /**
   * The release of a base, whose files are read if its config does not tell.
   *
   * @return empty if it cannot be determined
   */
  public static Optional<Integer> of(BaseImage base, BaseContents contents) {
    Optional<Integer> said = ofConfig(base);
    if (said.isPresent() && !base.isOfAws()) {
      return said;
    }
    try {
      Optional<Integer> found = ofFiles(base, contents.files(base));
      return found.isPresent() ? found : said;
    } catch (LambdaImageException e) {
      // The check of the classes against the base's Java says why.
      return said;
    }
  }

  /** The release in the base's config, in the variable that most Java images set. */
  public static Optional<Integer> ofConfig(BaseImage base) {
    return Optional.ofNullable(base.environment().get("JAVA_VERSION"))
        .flatMap(JavaRelease::release);
  }

  /** The release of the program {@code java} that would start the function. */
  private static Optional<Integer> ofProgram(BaseImage base, BaseFiles files) {
    return JavaProgram.find(base, files).flatMap(files::javaVersion).flatMap(JavaRelease::release);
  }

  /**
   * The release in the base's files: for AWS's bases, and those made from them, the Java that their
   * runtime starts, whatever else is on the PATH.
   */
  public static Optional<Integer> ofFiles(BaseImage base, BaseFiles files) {
    Optional<Integer> ofRuntime =
        base.isOfAws() ? files.javaVersion(OF_AWS).flatMap(JavaRelease::release) : Optional.empty();
    return ofRuntime.isPresent() ? ofRuntime : ofProgram(base, files);
  }

  private static Optional<Integer> release(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
