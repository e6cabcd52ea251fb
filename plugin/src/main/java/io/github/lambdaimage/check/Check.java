package io.github.lambdaimage.check;

import java.util.Set;

/** The checks, by the names that users call them. */
public enum Check {
  /** Whether the runtime will find and can call the handler. */
  HANDLER("handler", Level.FAIL),
  /** Whether the base's Java loads all classes. */
  JAVA_VERSION("java-version", Level.FAIL),
  /** Whether there is native code for the architecture and the base's C library. */
  NATIVE("native", Level.FAIL),
  /** Whether Lambda takes an image of that size. */
  SIZE("size", Level.FAIL),
  /** Whether jars are in the way of each other, or not where the runtime looks. */
  LAYOUT("layout", Level.WARN),
  /** Whether keys or passwords would be published. */
  SECRETS("secrets", Level.FAIL),
  /** Whether variables name what is there. */
  ENVIRONMENT("environment", Level.FAIL),
  /** Whether the base starts Lambda's runtime. */
  BASE("base", Level.FAIL);

  /** Those that want to know what is inside of the function's jars. */
  static final Set<Check> INTO_JARS = Set.of(JAVA_VERSION, NATIVE, LAYOUT, BASE);

  /** Those that look into every one. */
  static final Set<Check> INTO_ALL_JARS = Set.of(JAVA_VERSION, NATIVE, LAYOUT);

  private final String userName;
  private final Level usual;

  Check(String userName, Level usual) {
    this.userName = userName;
    this.usual = usual;
  }

  /** What a mistake means, unless the user says otherwise. */
  Level usual() {
    return usual;
  }

  @Override
  public String toString() {
    return userName;
  }
}
