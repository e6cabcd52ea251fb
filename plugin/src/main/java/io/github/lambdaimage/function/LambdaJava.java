package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The Java versions that AWS offers as base images of Lambda. */
public final class LambdaJava {

  /** The main class of AWS's runtime interface client, which fetches events for the handler. */
  public static final String RUNTIME_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private static final String BASE_IMAGE = "public.ecr.aws/lambda/java:";

  /**
   * The oldest Java release that a base runs, with the tag of that base. All are Amazon Linux 2023;
   * the tags {@code 11} and {@code 17} alone mean Amazon Linux 2, which ended on 2026-06-30.
   */
  private static final NavigableMap<Integer, String> TAGS =
      new TreeMap<>(Map.of(8, "8.al2023", 11, "11.al2023", 17, "17.al2023", 21, "21", 25, "25"));

  private LambdaJava() {}

  /**
   * The oldest of AWS's base images that runs classes of a Java release.
   *
   * @return an image reference with a tag
   * @throws LambdaImageException when the release is newer than every base
   */
  public static String baseImageFor(int release) throws LambdaImageException {
    Map.Entry<Integer, String> base = TAGS.ceilingEntry(release);
    if (base == null) {
      throw new LambdaImageException(
          "The project is compiled for Java '%s', but the newest Lambda base image has Java %s. Set <maven.compiler.release> to %s or lower, or name a base image of your own in <from>."
              .formatted(release, TAGS.lastKey(), TAGS.lastKey()));
    }
    return BASE_IMAGE + base.getValue();
  }

  /**
   * The number of a Java release.
   *
   * @param text the value of {@code maven.compiler.release} or {@code target}: {@code 17}, or
   *     {@code 1.8} in the old style
   * @throws LambdaImageException when it is not a number
   */
  public static int release(String text) throws LambdaImageException {
    String digits = text.startsWith("1.") ? text.substring(2) : text;
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new LambdaImageException(
          "The Java release '%s' of the project is not a number. Set <maven.compiler.release> to one such as 17, or name a base image in <from>."
              .formatted(text),
          e);
    }
  }
}
