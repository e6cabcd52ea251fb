package io.github.lambdaimage.check;

import io.github.lambdaimage.function.LambdaJava;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Amazon Linux release of AWS's bases, and the day on which AWS deprecates it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-image.html">AWS base images for
 *     Java</a>
 */
enum AmazonLinux {
  AL2(Distribution.AMAZON_LINUX_2, LocalDate.of(2027, 6, 30)),
  AL2023(Distribution.AMAZON_LINUX_2023, LocalDate.of(2029, 6, 30));

  private static final String RELEASE_AND_ARCHITECTURE =
      "(?:\\.\\d{4}\\.\\d{2}\\.\\d{2}\\.\\d{2})?(?:-(?:arm64|x86_64))?";

  /** {@code 17}, {@code 17.al2023}, {@code 17.2026.01.02.03-arm64}. */
  private static final Pattern JAVA =
      Pattern.compile("(\\d{1,3})(?:\\.(al2|al2023))?" + RELEASE_AND_ARCHITECTURE);

  private static final Pattern PROVIDED =
      Pattern.compile("(al2|al2023)" + RELEASE_AND_ARCHITECTURE);

  /** The Java to propose for a base whose own is not known. */
  private static final int USUAL = 21;

  private static final Pattern PROVIDED_REPOSITORY = Pattern.compile("(?:.*/)?lambda/provided");

  private final Distribution distribution;
  private final LocalDate deprecated;

  AmazonLinux(Distribution distribution, LocalDate deprecated) {
    this.distribution = distribution;
    this.deprecated = deprecated;
  }

  /**
   * The release of a base with the name of one of AWS's, in any registry.
   *
   * @return empty for other names, for tags that AWS does not have, and without a tag
   */
  static Optional<AmazonLinux> of(ImageName base) {
    String tag = base.tag() == null ? "" : base.tag();
    if (isProvided(base)) {
      Matcher provided = PROVIDED.matcher(tag);
      return provided.matches() ? Optional.of(named(provided.group(1))) : Optional.empty();
    }
    Matcher java = JAVA.matcher(base.isLambdaJava() ? tag : "");
    if (!java.matches()) {
      return Optional.empty();
    }
    return java.group(2) == null
        ? ofJava(Integer.parseInt(java.group(1)))
        : Optional.of(named(java.group(2)));
  }

  private static boolean isProvided(ImageName base) {
    return PROVIDED_REPOSITORY.matcher(base.repository()).matches();
  }

  private static AmazonLinux named(String suffix) {
    return suffix.equals("al2") ? AL2 : AL2023;
  }

  /** The release of a tag with nothing but a Java release. */
  private static Optional<AmazonLinux> ofJava(int release) {
    return switch (release) {
      case 11, 17 -> Optional.of(AL2);
      case 21, 25 -> Optional.of(AL2023);
      default -> Optional.empty();
    };
  }

  /**
   * A base of AWS's with the newest libraries, to propose in place of another base.
   *
   * @param isOfOwnRuntime whether the function needs none of AWS's runtimes
   */
  static String successor(ImageName base, boolean isOfOwnRuntime) throws LambdaImageException {
    Optional<Integer> java = base.lambdaJava();
    if (isOfOwnRuntime || isProvided(base)) {
      return "public.ecr.aws/lambda/provided:al2023";
    }
    return LambdaJava.baseImageFor(java.orElse(USUAL));
  }

  Distribution distribution() {
    return distribution;
  }

  LocalDate deprecated() {
    return deprecated;
  }

  /** Its name for people. */
  @Override
  public String toString() {
    return distribution.toString();
  }
}
