package io.github.lambdaimage.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file that a variable of the function names for what starts before its code.
 *
 * @param variable that names it
 * @param option that names it, or empty
 * @param path as written
 * @param otherwise what happens if it does not exist
 */
record NamedFile(String variable, String option, String path, String otherwise) {

  /** The variable in which {@code @file} is a file with more arguments. */
  static final String OF_LAUNCHER = "JDK_JAVA_OPTIONS";

  /** The JVM reads the first and the last itself; its launcher reads the other since Java 9. */
  static final List<String> OPTIONS = List.of("JAVA_TOOL_OPTIONS", OF_LAUNCHER, "_JAVA_OPTIONS");

  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final String PRELOAD = "LD_PRELOAD";
  private static final String ARCHIVE_IS_MADE = "-XX:+AutoCreateSharedArchive";

  private static final String NO_START = "the JVM does not start without it";
  private static final String SLOW = "the JVM starts slower without it";
  private static final String FEWER_CLASSES = "the JVM goes on without its classes";
  private static final String NO_FUNCTION = "Lambda starts it in place of the runtime";
  private static final String NOT_LOADED = "programs go on without it";

  /** All files that the variables of a function name. */
  static List<NamedFile> in(Map<String, String> environment) {
    List<NamedFile> files = new ArrayList<>();
    for (String variable : OPTIONS) {
      String value = environment.get(variable);
      if (value != null) {
        addOptions(variable, arguments(value), files);
      }
    }
    String wrapper = environment.getOrDefault(WRAPPER, "");
    if (!wrapper.isBlank()) {
      files.add(new NamedFile(WRAPPER, "", wrapper.strip(), NO_FUNCTION));
    }
    for (String library : environment.getOrDefault(PRELOAD, "").split("[ :]", -1)) {
      // A bare name is looked for in many places.
      if (library.contains("/")) {
        files.add(new NamedFile(PRELOAD, "", library, NOT_LOADED));
      }
    }
    return files;
  }

  private static void addOptions(String variable, List<String> options, List<NamedFile> files) {
    for (String option : options) {
      if (option.startsWith("-javaagent:") || option.startsWith("-agentpath:")) {
        int colon = option.indexOf(':');
        add(variable, option.substring(0, colon), upTo('=', option, colon + 1), NO_START, files);
      } else if (option.startsWith("-Xbootclasspath/a:")) {
        for (String path : option.substring(option.indexOf(':') + 1).split(":", -1)) {
          add(variable, "-Xbootclasspath/a", path, FEWER_CLASSES, files);
        }
      } else if (option.startsWith("-XX:AOTCache=")) {
        add(variable, "-XX:AOTCache", option.substring("-XX:AOTCache=".length()), SLOW, files);
      } else if (option.startsWith("-XX:SharedArchiveFile=")
          && !options.contains(ARCHIVE_IS_MADE)) {
        for (String path : option.substring(option.indexOf('=') + 1).split(":", -1)) {
          add(variable, "-XX:SharedArchiveFile", path, SLOW, files);
        }
      } else if (variable.equals(OF_LAUNCHER)
          && option.startsWith("@")
          && !option.startsWith("@@")) {
        add(variable, "@", option.substring(1), NO_START, files);
      }
    }
  }

  private static void add(
      String variable, String option, String path, String otherwise, List<NamedFile> files) {
    // The JVM's placeholders in a name are not known here.
    if (!path.isEmpty() && !path.contains("%")) {
      files.add(new NamedFile(variable, option, path, otherwise));
    }
  }

  private static String upTo(char end, String option, int start) {
    int found = option.indexOf(end, start);
    return found < 0 ? option.substring(start) : option.substring(start, found);
  }

  /** Splits a value like the JVM: at white space outside of quotes. */
  private static List<String> arguments(String value) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    char quote = 0;
    for (char letter : (value + " ").toCharArray()) {
      if (quote != 0) {
        if (letter == quote) {
          quote = 0;
        } else {
          argument.append(letter);
        }
      } else if (letter == '"' || letter == '\'') {
        quote = letter;
      } else if (!Character.isWhitespace(letter)) {
        argument.append(letter);
      } else if (!argument.isEmpty()) {
        arguments.add(argument.toString());
        argument.setLength(0);
      }
    }
    return arguments;
  }
}
