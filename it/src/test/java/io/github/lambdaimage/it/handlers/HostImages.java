package io.github.lambdaimage.it.handlers;

import io.github.lambdaimage.standin.image.HostBase;
import io.github.lambdaimage.standin.registry.RegistryServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Images that the plugin assembles of folders as its goals do it, on a base of this machine that
 * lies in a registry of this process. The base is made once, whatever is run on it.
 */
public final class HostImages implements AutoCloseable {

  private static final String REPOSITORY = "host/java";
  private static final String TAG = "17";

  private final PluginClasses plugin;
  private final Path work;
  private final RegistryServer registry;
  private final Object cache;
  private final Object bases;
  private final Object layers;
  private final Object contents;
  private final Object assembler;

  private HostImages(PluginClasses plugin, Path work, RegistryServer registry) throws Exception {
    this.plugin = plugin;
    this.work = work;
    this.registry = registry;
    this.cache = plugin.type("cache.CacheDirectory").getMethod("in", Path.class).invoke(null, work);
    Object progress = plugin.type("registry.Progress").getField("NONE").get(null);
    Object registries =
        plugin.create(
            "registry.Registries",
            plugin.create(
                "registry.Transport",
                plugin.answering("registry.Proxies", uri -> null),
                Set.of(),
                progress),
            plugin.answering("registry.Credentials", host -> Optional.empty()),
            plugin.create(
                "registry.RetryPolicy",
                plugin.answering("registry.RetryPolicy$Pause", duration -> null)));
    this.bases = plugin.create("registry.RegistryBases", registries, cache, false);
    this.layers = plugin.create("registry.BaseLayers", registries, cache, false, progress);
    this.contents =
        plugin.create("registry.RegistryBaseContents", registries, layers, cache, false);
    this.assembler =
        plugin.create("image.ImageAssembler", bases, contents, cache, Clock.systemUTC());
  }

  /**
   * Makes the base.
   *
   * @param client the folder with AWS's client
   * @param work an empty folder
   */
  public static HostImages make(PluginClasses plugin, Path client, Path work) throws Exception {
    RegistryServer registry = RegistryServer.start();
    try {
      HostBase.make(work.resolve("java"), client).putJava(registry.repository(REPOSITORY), TAG);
      return new HostImages(plugin, work, registry);
    } catch (Exception e) {
      registry.close();
      throw e;
    }
  }

  PluginClasses plugin() {
    return plugin;
  }

  /**
   * The plugin's {@code ImageLayout} of a function.
   *
   * @param taskRoot what is {@code /var/task}
   * @param variables of the image, beside its base's
   */
  public Object layout(Path taskRoot, String handler, Map<String, String> variables)
      throws Exception {
    Path directory = Files.createTempDirectory(work, "layout");
    Object image =
        TaskImage.of(
            plugin,
            taskRoot,
            handler,
            architecture(),
            plugin.parse("oci.ImageName", registry.authority() + "/" + REPOSITORY + ":" + TAG),
            variables);
    Object current = plugin.type("image.ImageAssembler$BasePolicy").getField("CURRENT").get(null);
    Object from = image.getClass().getMethod("from").invoke(image);
    Object base = call(assembler, "begin", from, architecture(), directory, current);
    Object assembly =
        call(
            assembler,
            "assemble",
            image,
            directory,
            current,
            plugin.answering("image.Inspection", arguments -> List.of()),
            base,
            plugin.answering("image.LayerListener", arguments -> null));
    return call(assembly, "layout");
  }

  /** The files of the base of an image, unpacked once for all. */
  Path root(Object layout) throws Exception {
    return (Path) call(plugin.create("namespace.BaseRoots", contents, cache), "of", base(layout));
  }

  /** The names of these files, the plugin's {@code BaseFiles}. */
  Object files(Object layout) throws Exception {
    return call(contents, "files", base(layout));
  }

  private Object base(Object layout) throws Exception {
    return call(bases, "load", call(call(layout, "summary"), "base"), architecture());
  }

  /** The plugin's {@code ImageArchive}, which an engine gets an image by. */
  public Object archives() throws Exception {
    return plugin.create(
        "image.ImageArchive",
        plugin.answering(
            "image.ImageArchive$BaseLayerFiles",
            arguments -> {
              try {
                return call(layers, "fetch", arguments);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }));
  }

  /** That of this machine. */
  public Object architecture() throws Exception {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return plugin.parse("function.Architecture", arm ? "arm64" : "x86_64");
  }

  /** Calls the one public method of that name that takes so many. */
  static Object call(Object target, String name, Object... arguments) throws Exception {
    Method method =
        Arrays.stream(target.getClass().getMethods())
            .filter(it -> it.getName().equals(name) && it.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    return method.invoke(target, arguments);
  }

  @Override
  public void close() throws IOException {
    registry.close();
  }
}
