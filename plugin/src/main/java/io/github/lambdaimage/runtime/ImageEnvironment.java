package io.github.lambdaimage.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of the image's process, for a process on the host: paths in the image are
 * replaced by those of the unpacked image.
 */
final class ImageEnvironment {

  private static final String HOST_PATH = "PATH";

  private final Path root;
  private final Map<String, String> host;
  private final Map<String, String> own;

  /**
   * An environment.
   *
   * @param root where the image is unpacked
   * @param host the variables of the host
   * @param own the user's variables for the local function
   */
  ImageEnvironment(Path root, Map<String, String> host, Map<String, String> own) {
    this.root = root;
    this.host = host;
    this.own = own;
  }

  /**
   * All variables.
   *
   * @param image the {@code Env} of the image's config, {@code NAME=value} each
   */
  Map<String, String> variables(List<String> image) {
    Map<String, String> located = LambdaVariables.read(image);
    located.replaceAll(
        (name, value) ->
            switch (name) {
              case "PATH" -> path(value);
              case "LD_LIBRARY_PATH" -> String.join(":", inImage(value));
              case "TZ" -> timeZone(value);
              default -> location(value);
            });
    Map<String, String> variables = LambdaVariables.of(located, host, own);
    variables.putIfAbsent(HOST_PATH, host.getOrDefault(HOST_PATH, ""));
    // The locale of the image may not be installed; Java would then read file names as ASCII.
    variables.putIfAbsent("LC_ALL", "C.UTF-8");
    return variables;
  }

  /**
   * The JVM options that keep the image's language, such as {@code en_US.UTF-8}.
   *
   * @param image as above
   */
  static List<String> languageOptions(List<String> image) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String variable : image) {
      if (variable.matches("LANG=[a-z]{2}_[A-Z]{2}\\b.*")) {
        options.put("language", variable.substring(5, 7));
        options.put("country", variable.substring(8, 10));
      }
    }
    return options.entrySet().stream()
        .map(option -> "-Duser." + option.getKey() + "=" + option.getValue())
        .toList();
  }

  /** The search path: programs of the base are not here, so those of the host replace them. */
  private String path(String value) {
    List<String> directories = new ArrayList<>(inImage(value));
    directories.add(host.getOrDefault(HOST_PATH, ""));
    return String.join(File.pathSeparator, directories);
  }

  /** The directories in the image: the host's Java must not load libraries of the base's Java. */
  private List<String> inImage(String searchPath) {
    return List.of(searchPath.split(":", -1)).stream()
        .filter(it -> !location(it).equals(it))
        .map(this::location)
        .toList();
  }

  /** The time zone: Lambda's clock is UTC, and so is {@code /etc/localtime} there. */
  private static String timeZone(String value) {
    return value.equals(":/etc/localtime") ? "UTC" : value;
  }

  /** The path of a file or directory of the image; any other text is returned unchanged. */
  private String location(String value) {
    if (!value.startsWith("/") || value.length() == 1) {
      return value;
    }
    Path unpacked = root.resolve(value.substring(1)).normalize();
    return unpacked.startsWith(root) && Files.exists(unpacked) ? unpacked.toString() : value;
  }
}
