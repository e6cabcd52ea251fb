package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.BaseRelease;
import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.ContainerNetwork;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.Hindrance;
import io.github.lambdaimage.runtime.BundledClient;
import io.github.lambdaimage.runtime.FunctionPool;
import io.github.lambdaimage.runtime.Launch;
import io.github.lambdaimage.runtime.LocalFunction;
import io.github.lambdaimage.runtime.NamespaceLaunch;
import io.github.lambdaimage.runtime.RunWith;
import io.github.lambdaimage.runtime.RuntimeFunction;
import io.github.lambdaimage.runtime.RuntimeHost;
import io.github.lambdaimage.runtime.Scratch;
import io.github.lambdaimage.runtime.UnpackedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepares images to be run on this machine, one after the other. */
final class LocalRuns {

  private final LocalRequest request;
  private final Entrypoint entrypoint;
  private final BaseRelease release;
  private final RuntimeHost machine;
  private final NamespaceRuns namespaces;
  private final RuntimeInterfaceClient client;
  private final EngineRuns engines;
  private final Console console;
  private Optional<ContainerEngine> chosen = Optional.empty();
  private boolean isChosen;

  /**
   * Runs.
   *
   * @param entrypoint of the images
   * @param release of the images' bases
   * @param namespaces for images that run on their bases
   * @param client for images that run in a process, and have no client of their own
   * @param engines for images that run in an engine
   */
  LocalRuns(
      LocalRequest request,
      Entrypoint entrypoint,
      BaseRelease release,
      RuntimeHost machine,
      NamespaceRuns namespaces,
      RuntimeInterfaceClient client,
      EngineRuns engines,
      Console console) {
    this.request = request;
    this.entrypoint = entrypoint;
    this.release = release;
    this.machine = machine;
    this.namespaces = namespaces;
    this.client = client;
    this.engines = engines;
    this.console = console;
  }

  /**
   * Prepares an image; nothing runs yet.
   *
   * @param own variables for the function
   */
  LocalRun of(ImageLayout layout, Map<String, String> own) throws LambdaImageException {
    Scratch scratch = Scratch.create();
    try {
      return run(layout, machine.with(own), scratch);
    } catch (LambdaImageException e) {
      scratch.close();
      throw e;
    }
  }

  private LocalRun run(ImageLayout layout, RuntimeHost host, Scratch scratch)
      throws LambdaImageException {
    boolean hasCache = layout.summary().startup() != null;
    RunWith wanted = request.runWith().orElse(null);
    Path base =
        wanted == null || wanted == RunWith.NAMESPACE ? base(layout, wanted, scratch) : null;
    if (base != null) {
      return new LocalRun(inNamespace(layout, base, host, scratch), scratch, hasCache);
    }
    Optional<ContainerEngine> engine = engine(wanted);
    RunWith with =
        RunWith.choose(
            wanted, host, layout.summary().base(), release, entrypoint, engine.isPresent());
    if (wanted == null && with == RunWith.PROCESS) {
      console.info(
          "So it runs on Maven's Java with AWS's client, without the base: programs, libraries and absolute paths are this machine's.");
    }
    return with == RunWith.PROCESS
        ? new LocalRun(inProcess(layout, host, scratch), scratch)
        : new LocalRun(
            function(engines.launch(layout, engine.orElseThrow(), host, request.debugPort())),
            scratch,
            hasCache);
  }

  /** The engine that the user wants, or the first usable one; each is asked once. */
  private Optional<ContainerEngine> engine(@Nullable RunWith wanted) throws LambdaImageException {
    if (wanted == RunWith.PROCESS) {
      return Optional.empty();
    }
    if (wanted == RunWith.ENGINE || request.engine().isPresent()) {
      return Optional.of(ContainerEngine.of(request.engine().orElse(null), machine.variables()));
    }
    if (!isChosen) {
      isChosen = true;
      chosen =
          ContainerEngine.all(machine.variables()).stream()
              .filter(it -> it.works() && reaches(it))
              .findFirst();
    }
    return chosen;
  }

  private boolean reaches(ContainerEngine engine) {
    boolean reaches = ContainerNetwork.find(engine, machine.osName()).isPresent();
    if (!reaches) {
      console.info(
          "'%s' is passed over: it is rootless, and its containers reach nothing of this machine."
              .formatted(engine.name()));
    }
    return reaches;
  }

  /**
   * The base's files, if namespaces work.
   *
   * @return {@code null} if another way must be used, which is logged
   */
  private @Nullable Path base(ImageLayout layout, @Nullable RunWith wanted, Scratch scratch)
      throws LambdaImageException {
    Optional<Hindrance> hindrance = namespaces.hindrance(layout, scratch);
    if (wanted == RunWith.NAMESPACE) {
      if (hindrance.isPresent()) {
        throw new LambdaImageException(
            "<runWith> 'namespace' is not possible here: %s, or leave <runWith> out."
                .formatted(hindrance.get()));
      }
      return namespaces.base(layout);
    }
    String why;
    if (hindrance.isPresent()) {
      why = hindrance.get() + ".";
    } else {
      try {
        return namespaces.base(layout);
      } catch (LambdaImageException e) {
        why = e.getMessage();
      }
    }
    console.info("The image is not run in a namespace: " + why);
    return null;
  }

  private LocalFunction inNamespace(
      ImageLayout layout, Path base, RuntimeHost host, Scratch scratch)
      throws LambdaImageException {
    console.info("Run in a namespace, with the real base");
    NamespaceLaunch launch = namespaces.launch(layout, base, host, scratch, request.debugPort());
    if (!launch.leftOut().isEmpty()) {
      console.warn(
          "Variables that cannot be handed over to a namespace, since a shell has no such names: %s. Where they matter, set <runWith>engine</runWith>."
              .formatted(String.join(", ", launch.leftOut())));
    }
    return function(launch);
  }

  private LocalFunction inProcess(ImageLayout layout, RuntimeHost host, Scratch scratch)
      throws LambdaImageException {
    UnpackedImage image = UnpackedImage.of(layout, scratch.directory().resolve("image"));
    if (!image.elsewhere().isEmpty()) {
      console.warn(
          "Files of the image outside of /var/task are not at their places here but below '%s': %s. Where that matters, set <runWith> to 'namespace' or 'engine'."
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
    List<LocalFunction> functions = new ArrayList<>();
    while (functions.size() < request.concurrency()) {
      functions.add(new RuntimeFunction(launch, request.timeout(launch.identity()), console::info));
    }
    return functions.size() == 1 ? functions.get(0) : new FunctionPool(functions);
  }

  /** The client that replaces the base's. */
  private List<Path> usualClient() throws LambdaImageException {
    return client.resolve(RuntimeInterfaceClient.DEFAULT_VERSION).stream()
        .map(dependency -> dependency.source().path())
        .toList();
  }
}
