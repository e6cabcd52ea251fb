package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * An image that a container engine of this machine has. The plugin starts it as its goals do it,
 * for one handler after the other: engines run an image sooner than they take it.
 */
public final class EngineImage implements AutoCloseable {

  private static final Duration LOAD = Duration.ofMinutes(10);
  private static final Duration COMMAND = Duration.ofMinutes(1);

  private final HostImages images;
  private final PluginClasses plugin;
  private final Object layout;
  private final String engine;
  private final AutoCloseable loaded;

  private EngineImage(HostImages images, Object layout, String engine) throws Exception {
    this.images = images;
    this.plugin = images.plugin();
    this.layout = layout;
    this.engine = engine;
    this.loaded = newImage(engine(Duration.ofMinutes(2)));
  }

  /**
   * Has an engine take an image.
   *
   * @param layout the plugin's {@code ImageLayout}
   * @param engine by name
   */
  public static EngineImage load(HostImages images, Object layout, String engine) throws Exception {
    EngineImage image = new EngineImage(images, layout, engine);
    Path archive = Files.createTempFile("lambda-image", ".tar");
    try {
      HostImages.call(images.archives(), "write", layout, List.of(name(image.loaded)), archive);
      HostImages.call(image.loaded, "load", archive);
      return image;
    } catch (Exception e) {
      image.close();
      throw e;
    } finally {
      Files.delete(archive);
    }
  }

  /**
   * Starts containers of it.
   *
   * @param handler in the place of the image's
   * @param own variables for the function here
   * @param timeout of an invocation, where the variables name none
   * @param patience how long the engine and the runtime may take for a start, at the least
   */
  public StartedFunction start(
      String handler, Map<String, String> own, Duration timeout, Duration patience)
      throws Exception {
    Object program = engine(patience);
    // Its name goes with the function, and the layers stay for the next.
    AutoCloseable image = newImage(program);
    name("tag", program, name(loaded), name(image));
    Object network =
        plugin
            .type("engine.ContainerNetwork")
            .getMethod("of", plugin.type("engine.ContainerEngine"), String.class)
            .invoke(null, program, System.getProperty("os.name"));
    Object launch =
        plugin
            .type("runtime.EngineLaunch")
            .getMethod(
                "of",
                plugin.type("engine.RunImage"),
                plugin.type("engine.ContainerNetwork"),
                plugin.type("image.ImageLayout"),
                plugin.type("runtime.RuntimeHost"),
                OptionalInt.class,
                plugin.type("runtime.ContainerStart"))
            .invoke(
                null,
                image,
                network,
                layout,
                ImageForm.host(plugin, own),
                OptionalInt.empty(),
                start(handler, own));
    return StartedFunction.of(
        plugin, launch, timeout, patience, () -> name("rmi", program, name(image)));
  }

  /** One at a time: podman loses a name where two are given at once. */
  private synchronized void name(String command, Object program, String... names) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(names));
    HostImages.call(program, "run", arguments);
  }

  /** That of the image, but for its handler, which comes last. */
  private Object start(String handler, Map<String, String> own) throws Exception {
    Object start =
        plugin
            .type("runtime.ContainerStart")
            .getMethod(
                "of", plugin.type("image.ImageLayout"), plugin.type("base.BaseFiles"), Map.class)
            .invoke(null, layout, images.files(layout), own);
    List<Object> command = new ArrayList<>((List<?>) HostImages.call(start, "command"));
    command.set(command.size() - 1, handler);
    return plugin.create(
        "runtime.ContainerStart",
        command,
        HostImages.call(start, "extensions"),
        HostImages.call(start, "leftOut"),
        HostImages.call(start, "byShell"));
  }

  /** The plugin's {@code ContainerEngine}. */
  private Object engine(Duration patience) throws Exception {
    Object found =
        plugin
            .type("engine.ContainerEngine")
            .getMethod("of", String.class, Map.class)
            .invoke(null, engine, System.getenv());
    return plugin
        .type("engine.ContainerEngine")
        .getConstructor(String.class, Path.class, plugin.type("engine.Timeouts"))
        .newInstance(
            engine,
            HostImages.call(found, "program"),
            plugin.create("engine.Timeouts", LOAD, patience, COMMAND));
  }

  /** The plugin's {@code RunImage}. */
  private AutoCloseable newImage(Object program) throws Exception {
    return (AutoCloseable)
        plugin.create(
            "engine.RunImage",
            program,
            images.architecture(),
            (Consumer<String>) line -> System.err.println(line));
  }

  private static String name(Object image) throws Exception {
    return String.valueOf(HostImages.call(image, "name"));
  }

  @Override
  public void close() throws IOException {
    try {
      loaded.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
