package io.github.lambdaimage.check;

import java.util.Set;

/** The checks, by their names for users. */
public enum Check {
  /** Whether the runtime will find and can call the handler. */
  HANDLER("handler", Level.FAIL),
  /** Whether the base's Java loads all classes. */
  JAVA_VERSION("java-version", Level.FAIL),
  /** Whether there is native code for the architecture and the base's C library. */
  NATIVE("native", Level.FAIL),
  /** Whether Lambda accepts an image of that size. */
  SIZE("size", Level.FAIL),
  /** Whether jars conflict with each other, or are where the runtime does not look. */
  LAYOUT("layout", Level.WARN),
  /** Whether keys or passwords would be published. */
  SECRETS("secrets", Level.FAIL),
  /** Whether variables name existing files. */
  ENVIRONMENT("environment", Level.FAIL),
  /** Whether the base starts Lambda's runtime. */
  BASE("base", Level.FAIL);

  /** The checks that need the content of the function's jars. */
  static final Set<Check> INTO_JARS = Set.of(JAVA_VERSION, NATIVE, LAYOUT, BASE);

  /** The checks that read every jar. */
  static final Set<Check> INTO_ALL_JARS = Set.of(JAVA_VERSION, NATIVE, LAYOUT);

  private final String userName;
  private final Level usual;

  Check(String userName, Level usual) {
    this.userName = userName;
    this.usual = usual;
  }

  /** The default level. */
  Level usual() {
    return usual;
  }

  @Override
  public String toString() {
    return userName;
  }
}
