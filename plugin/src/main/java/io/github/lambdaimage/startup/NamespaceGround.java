package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.namespace.BaseRoots;
import io.github.lambdaimage.namespace.ImageRoot;
import io.github.lambdaimage.namespace.NamespaceHost;
import io.github.lambdaimage.namespace.Trial;
import io.github.lambdaimage.runtime.NamespaceLaunch;
import io.github.lambdaimage.runtime.RuntimeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** Images in namespaces, with their real bases. */
public final class NamespaceGround implements TrainingGround {

  /** No function gets at the rights of the machine that builds it. */
  private static final Map<String, String> NO_CREDENTIALS =
      Map.of("AWS_EC2_METADATA_DISABLED", "true");

  private final NamespaceHost namespaces;
  private final BaseRoots roots;
  private final RuntimeHost machine;
  private final Map<Architecture, Trial> trials = new EnumMap<>(Architecture.class);

  /**
   * A ground.
   *
   * @param machine whose own variables no function gets
   */
  public NamespaceGround(NamespaceHost namespaces, BaseRoots roots, RuntimeHost machine) {
    this.namespaces = namespaces;
    this.roots = roots;
    this.machine = machine.withoutVariables().with(NO_CREDENTIALS);
  }

  @Override
  public TrainedImage set(ImageLayout image, BaseImage base, Path directory)
      throws LambdaImageException {
    try {
      Trial trial =
          trial(
              Architecture.parse(image.summary().architecture()),
              Files.createDirectories(directory.resolve("trial")));
      if (trial.hindrance().isPresent()) {
        throw new LambdaImageException(
            "<startupCache>: the image has to be run on this machine for that, and that is not possible: %s, or set <startupCache> to 'try' to build without the cache."
                .formatted(trial.hindrance().get()));
      }
      Path scratch = Files.createDirectory(directory.resolve("image"));
      Path made = Files.createDirectory(scratch.resolve(ImageRoot.MADE));
      Path root = roots.of(base);
      NamespaceLaunch launch =
          NamespaceLaunch.of(
              image,
              folder -> namespaces.prepare(folder, root, trial.overlay()),
              root,
              machine,
              scratch,
              OptionalInt.empty());
      return new InNamespace(made, launch);
    } catch (IOException e) {
      throw new LambdaImageException(
          "<startupCache>: the image cannot be set up in '%s': %s. Free space there."
              .formatted(directory, Reason.of(e)),
          e);
    }
  }

  /** It is asked once. */
  private Trial trial(Architecture architecture, Path directory) {
    Trial known = trials.get(architecture);
    if (known == null) {
      known = namespaces.trial(architecture, directory);
      trials.put(architecture, known);
    }
    return known;
  }

  private record InNamespace(Path made, NamespaceLaunch launch) implements TrainedImage {

    @Override
    public NamespaceLaunch launch(StartupMode mode) {
      return launch.with(Map.of(StartupMode.VARIABLE, mode.text()));
    }
  }
}
