package io.github.lambdaimage.maven;

/** Whether the output is a terminal. */
final class Terminal {

  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // Java 22 changed that; the code below asks again.
  static boolean isThere() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console even without a terminal, and a method to ask.
      return Boolean.TRUE.equals(java.io.Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
