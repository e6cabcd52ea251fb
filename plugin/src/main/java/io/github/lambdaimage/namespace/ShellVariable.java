package io.github.lambdaimage.namespace;

import java.util.Set;

/** Environment variables that a POSIX shell can export. */
final class ShellVariable {

  /** Variables that some shells do not let anybody set, or not to any value. */
  private static final Set<String> OF_THE_SHELL =
      Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "OPTIND", "PPID", "SHELLOPTS", "UID");

  private ShellVariable() {}

  /** Whether a shell can have a variable with that name. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(ShellVariable::isLetter)
        && !OF_THE_SHELL.contains(name);
  }

  /** The command that exports it; its value is taken literally. */
  static String export(String name, String value) {
    return "export " + assign(name, value);
  }

  /** The command that sets it only for the shell. */
  static String assign(String name, String value) {
    return name + "=" + quoted(value);
  }

  /** A quoted word of a command, whatever it contains. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isLetter(int letter) {
    return letter == '_'
        || (letter >= '0' && letter <= '9')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= 'a' && letter <= 'z');
  }
}
