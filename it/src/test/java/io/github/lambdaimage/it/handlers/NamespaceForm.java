package io.github.lambdaimage.it.handlers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;

/** Runs images in namespaces of this machine, as the plugin's goals do it. */
public final class NamespaceForm implements ImageForm {

  private final HostImages images;
  private final PluginClasses plugin;
  private final Object namespaces;

  /** Where there are none, the test is skipped, unless the environment says that there must be. */
  public NamespaceForm(HostImages images) throws Exception {
    this.images = images;
    this.plugin = images.plugin();
    this.namespaces =
        plugin
            .type("namespace.NamespaceHost")
            .getMethod("of", String.class, String.class, Map.class)
            .invoke(
                null,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getenv());
    try (AutoCloseable scratch = scratch()) {
      Optional<?> hindrance =
          (Optional<?>)
              namespaces
                  .getClass()
                  .getMethod("hindrance", plugin.type("function.Architecture"), Path.class)
                  .invoke(namespaces, images.architecture(), directory(scratch));
      Assumptions.assumeTrue(
          hindrance.isEmpty() || "required".equals(System.getenv("LAMBDA_IMAGE_NAMESPACES")),
          () -> "No namespaces: " + hindrance);
    }
  }

  @Override
  public StartedFunction start(Object layout, Map<String, String> own, Duration timeout)
      throws Exception {
    AutoCloseable scratch = scratch();
    try {
      Object launch =
          plugin
              .type("runtime.NamespaceLaunch")
              .getMethod(
                  "of",
                  plugin.type("image.ImageLayout"),
                  Path.class,
                  plugin.type("namespace.NamespaceHost"),
                  plugin.type("runtime.RuntimeHost"),
                  Path.class,
                  OptionalInt.class)
              .invoke(
                  null,
                  layout,
                  images.root(layout),
                  namespaces,
                  ImageForm.host(plugin, own),
                  directory(scratch),
                  OptionalInt.empty());
      return StartedFunction.of(plugin, launch, timeout, scratch);
    } catch (Exception e) {
      scratch.close();
      throw e;
    }
  }

  private AutoCloseable scratch() throws Exception {
    return (AutoCloseable) plugin.type("runtime.Scratch").getMethod("create").invoke(null);
  }

  private static Path directory(AutoCloseable scratch) throws Exception {
    return (Path) scratch.getClass().getMethod("directory").invoke(scratch);
  }
}
