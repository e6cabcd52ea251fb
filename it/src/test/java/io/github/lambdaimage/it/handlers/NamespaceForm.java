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
  private final boolean overlay;

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
    try (PluginScratch scratch = PluginScratch.create(plugin)) {
      Object trial =
          namespaces
              .getClass()
              .getMethod("trial", plugin.type("function.Architecture"), Path.class)
              .invoke(namespaces, images.architecture(), scratch.directory());
      Optional<?> hindrance = (Optional<?>) trial.getClass().getMethod("hindrance").invoke(trial);
      this.overlay = (boolean) trial.getClass().getMethod("overlay").invoke(trial);
      Assumptions.assumeTrue(
          hindrance.isEmpty() || "required".equals(System.getenv("LAMBDA_IMAGE_NAMESPACES")),
          () -> "No namespaces: " + hindrance);
    }
  }

  @Override
  public StartedFunction start(
      Object layout, Map<String, String> own, Duration timeout, Duration patience)
      throws Exception {
    PluginScratch scratch = PluginScratch.create(plugin);
    try {
      Path base = images.root(layout);
      Object launch =
          plugin
              .type("runtime.NamespaceLaunch")
              .getMethod(
                  "of",
                  plugin.type("image.ImageLayout"),
                  plugin.type("runtime.NamespaceLaunch$Preparation"),
                  Path.class,
                  plugin.type("runtime.RuntimeHost"),
                  Path.class,
                  OptionalInt.class)
              .invoke(
                  null,
                  layout,
                  plugin.answering(
                      "runtime.NamespaceLaunch$Preparation",
                      arguments -> prepare((Path) arguments[0], base)),
                  base,
                  ImageForm.host(plugin, own),
                  scratch.directory(),
                  OptionalInt.empty());
      return StartedFunction.of(plugin, launch, timeout, patience, scratch);
    } catch (Exception e) {
      scratch.close();
      throw e;
    }
  }

  private Object prepare(Path directory, Path base) {
    try {
      return namespaces
          .getClass()
          .getMethod("prepare", Path.class, Path.class, boolean.class)
          .invoke(namespaces, directory, base, overlay);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
