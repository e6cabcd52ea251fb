package io.github.lambdaimage.startup;

import java.util.Locale;

/** What the program does that starts a JVM; without a mode, it uses the cache if there is one. */
public enum StartupMode {
  /** Start as if there were neither cache nor program. */
  OFF,
  /** Start with the cache, or fail. */
  REQUIRED,
  /** Write an AOT cache at the end. */
  AOT,
  /** Write the names of the classes that are loaded. */
  LIST,
  /** Start no function, but write an archive of the classes with those names. */
  DUMP;

  /** The variable with which the program gets the mode. */
  public static final String VARIABLE = "LAMBDA_IMAGE_STARTUP_CACHE";

  /** As the variable has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
