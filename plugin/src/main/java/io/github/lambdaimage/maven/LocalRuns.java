package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.BaseRelease;
import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.ContainerNetwork;
import io.github.lambdaimage.engine.RunImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.image.ImageArchive;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.BundledClient;
import io.github.lambdaimage.runtime.EngineLaunch;
import io.github.lambdaimage.runtime.Launch;
import io.github.lambdaimage.runtime.LocalFunction;
import io.github.lambdaimage.runtime.RunWith;
import io.github.lambdaimage.runtime.RuntimeFunction;
import io.github.lambdaimage.runtime.RuntimeHost;
import io.github.lambdaimage.runtime.Scratch;
import io.github.lambdaimage.runtime.UnpackedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Sets images up to be run on this machine, one after the other. */
final class LocalRuns {

  private final LocalRequest request;
  private final Entrypoint entrypoint;
  private final BaseRelease release;
  private final RuntimeHost host;
  private final RuntimeInterfaceClient client;
  private final ImageArchive archives;
  private final String directory;
  private final Console console;

  /**
   * Runs.
   *
   * @param entrypoint of the images
   * @param release of the images' bases
   * @param client for images that are run in a process, and have none of their own
   * @param archives for images that go to an engine
   * @param directory where archives are until the engine has them
   */
  LocalRuns(
      LocalRequest request,
      Entrypoint entrypoint,
      BaseRelease release,
      RuntimeHost host,
      RuntimeInterfaceClient client,
      ImageArchive archives,
      String directory,
      Console console) {
    this.request = request;
    this.entrypoint = entrypoint;
    this.release = release;
    this.host = host;
    this.client = client;
    this.archives = archives;
    this.directory = directory;
    this.console = console;
  }

  /** Sets an image up; nothing runs yet. */
  LocalRun of(ImageLayout layout) throws LambdaImageException {
    RunWith with =
        RunWith.choose(
            request.runWith().orElse(null),
            host,
            layout.summary().base(),
            release,
            entrypoint,
            request.engine().isPresent() || ContainerEngine.find(host.variables()).isPresent());
    Scratch scratch = Scratch.create();
    try {
      return new LocalRun(
          with == RunWith.PROCESS ? inProcess(layout, scratch) : inContainer(layout), scratch);
    } catch (LambdaImageException e) {
      scratch.close();
      throw e;
    }
  }

  private LocalFunction inProcess(ImageLayout layout, Scratch scratch) throws LambdaImageException {
    UnpackedImage image = UnpackedImage.of(layout, scratch.directory().resolve("image"));
    if (!image.elsewhere().isEmpty()) {
      console.warn(
          "Files of the image outside of /var/task are not at their places here but below '%s': %s. Where that matters, set <runWith>engine</runWith>."
              .formatted(image.root(), String.join(", ", image.elsewhere())));
    }
    List<Path> own = BundledClient.classPath(layout, image);
    Launch launch =
        own.isEmpty()
            ? host.launch(
                layout,
                image,
                usualClient(),
                release.of(layout.summary().base()),
                request.debugPort())
            : host.launch(layout, image, own, Optional.empty(), request.debugPort());
    return function(launch);
  }

  private LocalFunction function(Launch launch) {
    return new RuntimeFunction(launch, request.timeout(launch.identity()), console::info);
  }

  /** In the place of the base's. */
  private List<Path> usualClient() throws LambdaImageException {
    return client.resolve(RuntimeInterfaceClient.DEFAULT_VERSION).stream()
        .map(dependency -> dependency.source().path())
        .toList();
  }

  private LocalFunction inContainer(ImageLayout layout) throws LambdaImageException {
    ContainerEngine engine = ContainerEngine.of(request.engine().orElse(null), host.variables());
    ContainerNetwork network = ContainerNetwork.of(engine, host.osName());
    RunImage image =
        new RunImage(engine, Architecture.parse(layout.summary().architecture()), console::info);
    try {
      load(layout, image);
      return function(
          EngineLaunch.of(image, network, layout, host, request.debugPort()));
    } catch (LambdaImageException e) {
      image.close();
      throw e;
    }
  }

  private void load(ImageLayout layout, RunImage image) throws LambdaImageException {
    try (TemporaryArchive archive = TemporaryArchive.in(directory)) {
      archives.write(layout, List.of(image.name()), archive.file());
      console.clear();
      console.info("Run by " + image.engine().name() + ", with the real base");
      image.load(archive.file());
    }
  }
}
