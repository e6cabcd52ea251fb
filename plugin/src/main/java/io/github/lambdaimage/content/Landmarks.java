package io.github.lambdaimage.content;

import io.github.lambdaimage.function.LambdaJava;
import java.util.List;
import java.util.Set;

/** Files that show what a jar is. */
public final class Landmarks {

  /** AWS's runtime interface client. */
  public static final String RUNTIME_CLIENT =
      LambdaJava.RUNTIME_CLIENT.replace('.', '/') + ".class";

  /** The file through which SLF4J 2 finds its binding. */
  public static final String SLF4J_2 = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  /** The class through which SLF4J 1 finds its binding. */
  public static final String SLF4J_1 = "org/slf4j/impl/StaticLoggerBinder.class";

  private static final Set<String> FILES = Set.of(RUNTIME_CLIENT, SLF4J_2, SLF4J_1);

  /**
   * Folders whose jars and classes only a special launcher finds: Spring Boot's, and those of wars.
   */
  private static final List<String> FOLDERS_OF_LAUNCHERS =
      List.of("BOOT-INF/lib/", "BOOT-INF/classes/", "WEB-INF/lib/", "WEB-INF/classes/");

  private Landmarks() {}

  /** Whether a file is a landmark of which every occurrence counts. */
  static boolean has(String name) {
    return FILES.contains(name);
  }

  /**
   * Whether a file is a jar or class in one of those folders, of which one occurrence is enough.
   */
  public static boolean isNested(String name) {
    return FOLDERS_OF_LAUNCHERS.stream().anyMatch(name::startsWith)
        && (name.endsWith(".jar") || name.endsWith(".class"));
  }
}
