package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.ContainerNetwork;
import io.github.lambdaimage.engine.RunImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageArchive;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.ContainerStart;
import io.github.lambdaimage.runtime.EngineLaunch;
import io.github.lambdaimage.runtime.RuntimeHost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Images in containers, with the first working engine of this machine. */
public final class EngineGround implements TrainingGround {

  private final Map<String, String> variables;
  private final ImageArchive archives;
  private final RuntimeHost machine;
  private final TrainingLog log;
  private @Nullable ContainerEngine engine;
  private @Nullable ContainerNetwork network;

  /**
   * A ground.
   *
   * @param variables of this machine, among them the path of its programs
   * @param machine as functions get to know it
   */
  public EngineGround(
      Map<String, String> variables, ImageArchive archives, RuntimeHost machine, TrainingLog log) {
    this.variables = Map.copyOf(variables);
    this.archives = archives;
    this.machine = machine;
    this.log = log;
  }

  @Override
  public Optional<String> hindrance(Architecture architecture, Path directory) {
    String why =
        "no container engine (%s) works here. Install one"
            .formatted(String.join(", ", ContainerEngine.KNOWN));
    for (ContainerEngine one : ContainerEngine.all(variables)) {
      if (one.works()) {
        Optional<ContainerNetwork> found = ContainerNetwork.find(one, machine.osName());
        if (found.isPresent()) {
          network = found.get();
          engine = one;
          return Optional.empty();
        }
        why = ContainerNetwork.hindrance(one) + ". Install podman, which is rootless too";
      }
    }
    return Optional.of(why);
  }

  @Override
  public TrainedImage set(ImageLayout image, BaseImage base, Path directory)
      throws LambdaImageException, IOException {
    if (engine == null || network == null) {
      throw new IllegalStateException("asked for a hindrance first");
    }
    Path made = Files.createDirectory(directory.resolve("made"));
    // The container has another user, whatever the umask here.
    File open = made.toFile();
    if (!open.setWritable(true, false)
        || !open.setReadable(true, false)
        || !open.setExecutable(true, false)) {
      throw new IOException("'" + made + "' cannot be made writable");
    }
    RunImage running =
        new RunImage(engine, Architecture.parse(image.summary().architecture()), log::info);
    try {
      Path archive = directory.resolve("image.tar");
      archives.write(image, List.of(running.name()), archive);
      log.info("It is run by " + engine.name());
      running.load(archive);
      Files.delete(archive);
      return new InContainer(
          made,
          running,
          EngineLaunch.of(
                  running,
                  network,
                  image,
                  machine,
                  OptionalInt.empty(),
                  // Without a shell, so that the client's signal reaches the JVM.
                  ContainerStart.OF_IMAGE)
              .with(made));
    } catch (LambdaImageException | IOException e) {
      running.close();
      throw e;
    }
  }

  private record InContainer(Path made, RunImage image, EngineLaunch launch)
      implements TrainedImage {

    @Override
    public EngineLaunch launch(StartupMode mode) {
      return launch.with(Map.of(StartupMode.VARIABLE, mode.text()));
    }

    @Override
    public void close() {
      image.close();
    }
  }
}
