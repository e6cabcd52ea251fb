package io.github.lambdaimage.content;

import io.github.lambdaimage.function.LambdaJava;
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

  static final Set<String> ALL = Set.of(RUNTIME_CLIENT, SLF4J_2, SLF4J_1);

  private Landmarks() {}
}
