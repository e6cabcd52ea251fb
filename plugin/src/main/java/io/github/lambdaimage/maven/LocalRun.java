package io.github.lambdaimage.maven;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.ContainerRun;
import io.github.lambdaimage.runtime.EngineFunction;
import io.github.lambdaimage.runtime.LocalFunction;
import io.github.lambdaimage.runtime.ProcessFunction;
import io.github.lambdaimage.runtime.RunWith;
import io.github.lambdaimage.runtime.RuntimeHost;
import io.github.lambdaimage.runtime.Scratch;
import io.github.lambdaimage.runtime.UnpackedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/** An image that is run on this machine, and the directory that it needs for that. */
final class LocalRun implements AutoCloseable {

  /** As good as none: nobody knows how long somebody looks at a breakpoint. */
  private static final Duration OF_DEBUGGED = Duration.ofDays(1);

  private final LocalRunMojo mojo;
  private final Services services;
  private final Console console;
  private final Scratch scratch;
  private final LocalFunction function;

  private LocalRun(LocalRunMojo mojo, Services services, ImageLayout layout, Scratch scratch)
      throws LambdaImageException {
    this.mojo = mojo;
    this.services = services;
    this.console = services.console();
    this.scratch = scratch;
    RuntimeHost host = host();
    RunWith with =
        RunWith.choose(
            RunWith.parse(mojo.runWith),
            host,
            layout.summary().base(),
            mojo.engine != null || ContainerEngine.find(host.variables()).isPresent());
    this.function = with == RunWith.PROCESS ? inProcess(host, layout) : inContainer(host, layout);
  }

  /** Sets an image up to be run; nothing runs yet. */
  static LocalRun of(LocalRunMojo mojo, Services services, ImageLayout layout)
      throws LambdaImageException {
    Scratch scratch = Scratch.create();
    try {
      return new LocalRun(mojo, services, layout, scratch);
    } catch (LambdaImageException e) {
      scratch.close();
      throw e;
    }
  }

  LocalFunction function() {
    return function;
  }

  @Override
  public void close() {
    function.close();
    scratch.close();
  }

  private LocalFunction inProcess(RuntimeHost host, ImageLayout layout)
      throws LambdaImageException {
    List<Path> client =
        new RuntimeInterfaceClient(mojo.repositorySystem, mojo.session)
            .resolve(RuntimeInterfaceClient.DEFAULT_VERSION, mojo.project).stream()
                .map(dependency -> dependency.source().path())
                .toList();
    UnpackedImage image = UnpackedImage.of(layout, scratch.directory().resolve("image"));
    if (!image.elsewhere().isEmpty()) {
      console.warn(
          "Files of the image outside of /var/task are not at their places here but below '%s': %s. Where that matters, set <runWith>engine</runWith>."
              .formatted(image.root(), String.join(", ", image.elsewhere())));
    }
    return new ProcessFunction(
        host.launch(layout, image, client, debugPort()), timeout(), console::info);
  }

  private LocalFunction inContainer(RuntimeHost host, ImageLayout layout)
      throws LambdaImageException {
    ContainerRun settings =
        ContainerRun.of(layout.summary(), timeout(), host.variables(), debugPort());
    ContainerEngine engine = ContainerEngine.of(mojo.engine, host.variables());
    try (TemporaryArchive archive = TemporaryArchive.in(mojo.project.getBuild().getDirectory())) {
      services.archive().write(layout, List.of(settings.image()), archive.file());
      console.clear();
      console.info("Run by " + engine.name() + ", with the real base");
      return EngineFunction.load(engine, settings, archive.file(), console::info);
    }
  }

  private Duration timeout() throws LambdaImageException {
    if (mojo.timeout <= 0) {
      throw new LambdaImageException(
          "lambda-image.timeout '%s' is no number of seconds. Use one above 0; Lambda's own limit is 900."
              .formatted(mojo.timeout));
    }
    return debugPort().isPresent() ? OF_DEBUGGED : Duration.ofSeconds(mojo.timeout);
  }

  private OptionalInt debugPort() {
    return mojo.debug == null ? OptionalInt.empty() : OptionalInt.of(mojo.debug);
  }

  private RuntimeHost host() {
    Properties properties = mojo.session.getSystemProperties();
    return new RuntimeHost(
        Path.of(properties.getProperty("java.home")),
        Runtime.version().feature(),
        properties.getProperty("os.name"),
        properties.getProperty("os.arch"),
        SessionEnvironment.of(mojo.session));
  }
}
