package io.github.lambdaimage.runtime;

import io.github.lambdaimage.image.ImageName;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java of a base image, as far as its name tells. */
final class BaseJava {

  /** AWS's own and copies of it: {@code lambda/java:21}, {@code lambda/java:8.al2}. */
  private static final Pattern TAG = Pattern.compile("lambda/java:(\\d+)");

  private BaseJava() {}

  /** The feature release, such as 21; nothing if the name says nothing. */
  static OptionalInt of(ImageName base) {
    Matcher matcher = TAG.matcher(base.text());
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
