package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands {@link HostImages} to tests: one base for all of them, made for the first that asks. */
public final class SharedHostImages implements ParameterResolver {

  /** Where AWS's client is. */
  public static final Path CLIENT = Path.of("target/runtime-interface-client");

  /** What is there until the last test has ended. */
  private record Made(PluginClasses plugin, Path work, HostImages images) implements AutoCloseable {

    static Made make() {
      try {
        PluginClasses plugin = new PluginClasses();
        Path work = Files.createTempDirectory("host-images");
        return new Made(plugin, work, HostImages.make(plugin, CLIENT, work));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (plugin;
          images;
          Stream<Path> files = Files.walk(work)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == HostImages.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(Made.class, key -> Made.make(), Made.class)
        .images();
  }
}
