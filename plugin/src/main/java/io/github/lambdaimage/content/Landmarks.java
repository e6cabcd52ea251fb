package io.github.lambdaimage.content;

import io.github.lambdaimage.function.LambdaJava;
import java.util.List;
import java.util.Set;

/** Files that tell what a jar is. */
public final class Landmarks {

  /** AWS's runtime interface client. */
  public static final String RUNTIME_CLIENT =
      LambdaJava.RUNTIME_CLIENT.replace('.', '/') + ".class";

  /** Through which SLF4J 2 logs. */
  public static final String SLF4J_2 = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  /** Through which SLF4J 1 logs. */
  public static final String SLF4J_1 = "org/slf4j/impl/StaticLoggerBinder.class";

  private static final Set<String> FILES = Set.of(RUNTIME_CLIENT, SLF4J_2, SLF4J_1);

  /** Whose jars and classes only a launcher of their own finds: Spring Boot's, and that of wars. */
  private static final List<String> FOLDERS_OF_LAUNCHERS =
      List.of("BOOT-INF/lib/", "BOOT-INF/classes/", "WEB-INF/lib/", "WEB-INF/classes/");

  private Landmarks() {}

  /** Whether a file is one of which each is worth knowing. */
  static boolean has(String name) {
    return FILES.contains(name);
  }

  /** Whether a file is a jar or class in one of those folders: of such, one tells enough. */
  public static boolean isNested(String name) {
    return FOLDERS_OF_LAUNCHERS.stream().anyMatch(name::startsWith)
        && (name.endsWith(".jar") || name.endsWith(".class"));
  }
}
