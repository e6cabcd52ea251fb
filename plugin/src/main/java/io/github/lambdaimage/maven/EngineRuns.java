package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.ContainerNetwork;
import io.github.lambdaimage.engine.RunImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.ContainerStart;
import io.github.lambdaimage.runtime.EngineLaunch;
import io.github.lambdaimage.runtime.RuntimeHost;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Prepares images to be run by a container engine. */
final class EngineRuns {

  private final Connections connections;
  private final String directory;
  private final Console console;

  /**
   * Runs on engines.
   *
   * @param connections to the images' bases
   * @param directory for archives until the engine has loaded them
   */
  EngineRuns(Connections connections, String directory, Console console) {
    this.connections = connections;
    this.directory = directory;
    this.console = console;
  }

  /** Loads an image into the engine; nothing runs yet. */
  EngineLaunch launch(
      ImageLayout layout, ContainerEngine engine, RuntimeHost host, OptionalInt debugPort)
      throws LambdaImageException {
    ContainerNetwork network = ContainerNetwork.of(engine, host.osName());
    RunImage image = new RunImage(engine, architecture(layout), console::info);
    try {
      load(layout, image);
      return EngineLaunch.of(image, network, layout, host, debugPort, start(layout, host.own()));
    } catch (LambdaImageException e) {
      image.close();
      throw e;
    }
  }

  private void load(ImageLayout layout, RunImage image) throws LambdaImageException {
    try (TemporaryArchive archive = TemporaryArchive.in(directory)) {
      connections.archive().write(layout, List.of(image.name()), archive.file());
      console.clear();
      console.info("Run by " + image.engine().name() + ", with the real base");
      image.load(archive.file());
    }
  }

  /** How to start the image; if the base cannot be read, the run goes on without it. */
  private ContainerStart start(ImageLayout layout, Map<String, String> own)
      throws LambdaImageException {
    BaseFiles base;
    try {
      base =
          connections
              .baseContents()
              .files(connections.bases().load(layout.summary().base(), architecture(layout)));
    } catch (LambdaImageException e) {
      console.info("If the image has extensions, they are not started: " + e.getMessage());
      return ContainerStart.OF_IMAGE;
    }
    ContainerStart start = ContainerStart.of(layout, base, own);
    if (start.extensions().isEmpty()) {
      return start;
    }
    if (!start.byShell()) {
      console.warn(
          "The image's extensions (%s) are not started: it has no '/bin/sh', by which a container starts them. Where namespaces work, <runWith>namespace</runWith> starts them."
              .formatted(String.join(", ", start.extensions())));
    } else if (!start.leftOut().isEmpty()) {
      console.warn(
          "Variables that are not handed over, since the shell that starts the image's extensions has no such names: %s. Rename them."
              .formatted(String.join(", ", start.leftOut())));
    }
    return start;
  }

  private static Architecture architecture(ImageLayout layout) throws LambdaImageException {
    return Architecture.parse(layout.summary().architecture());
  }
}
