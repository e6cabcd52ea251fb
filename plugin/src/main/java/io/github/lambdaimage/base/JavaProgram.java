package io.github.lambdaimage.base;

import java.util.Map;
import java.util.Optional;

/** The program {@code java} of a base image. */
public final class JavaProgram {

  /** The path that container engines and Lambda set if the image sets none. */
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private JavaProgram() {}

  /**
   * Finds it in {@code JAVA_HOME}, else on the {@code PATH}, as set in the base's config.
   *
   * @return its real path: Lambda does not accept an entrypoint that is a symbolic link
   */
  public static Optional<String> find(BaseImage base, BaseFiles files) {
    Map<String, String> environment = base.environment();
    String home = environment.get("JAVA_HOME");
    Optional<String> java = home == null ? Optional.empty() : files.resolve(home + "/bin/java");
    for (String folder : environment.getOrDefault("PATH", USUAL_PATH).split(":", -1)) {
      if (java.isEmpty() && folder.startsWith("/")) {
        java = files.resolve(folder + "/java");
      }
    }
    return java;
  }
}
