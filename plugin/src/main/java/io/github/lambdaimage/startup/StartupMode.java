package io.github.lambdaimage.startup;

import java.util.Locale;

/** What the program does that starts a JVM; without any, it takes the cache if there is one. */
public enum StartupMode {
  /** Start as if there were neither cache nor program. */
  OFF,
  /** Start with the cache or not at all. */
  REQUIRED,
  /** Write an AOT cache at the end. */
  AOT,
  /** Write the names of the classes that are loaded. */
  LIST,
  /** Start no function: write an archive of the classes with those names. */
  DUMP;

  /** The variable that says it to the program. */
  public static final String VARIABLE = "LAMBDA_IMAGE_STARTUP_CACHE";

  /** As the variable has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
