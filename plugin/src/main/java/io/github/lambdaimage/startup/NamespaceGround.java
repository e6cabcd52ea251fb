package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.BaseRoots;
import io.github.lambdaimage.namespace.Hindrance;
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
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Images in namespaces, with their real bases. */
public final class NamespaceGround implements TrainingGround {

  private final NamespaceHost namespaces;
  private final BaseRoots roots;
  private final RuntimeHost machine;
  private final Map<Architecture, Trial> trials = new EnumMap<>(Architecture.class);

  /**
   * A ground.
   *
   * @param machine as functions get to know it
   */
  public NamespaceGround(NamespaceHost namespaces, BaseRoots roots, RuntimeHost machine) {
    this.namespaces = namespaces;
    this.roots = roots;
    this.machine = machine;
  }

  @Override
  public Optional<String> hindrance(Architecture architecture, Path directory) {
    Trial trial = namespaces.trial(architecture, directory);
    trials.put(architecture, trial);
    return trial.hindrance().map(Hindrance::toString);
  }

  @Override
  public TrainedImage set(ImageLayout image, BaseImage base, Path directory)
      throws LambdaImageException, IOException {
    Architecture architecture = Architecture.parse(image.summary().architecture());
    Trial trial = Objects.requireNonNull(trials.get(architecture), "asked for a hindrance first");
    Path made = Files.createDirectory(directory.resolve(ImageRoot.MADE));
    Path root = roots.of(base);
    NamespaceLaunch launch =
        NamespaceLaunch.of(
                image,
                folder -> namespaces.prepare(folder, root, trial.overlay()),
                root,
                machine,
                directory,
                OptionalInt.empty())
            // Extensions would not be told of this end, which is not a shutdown, and one that fails
            // would end the JVM that writes.
            .alone();
    return new InNamespace(made, launch);
  }

  private record InNamespace(Path made, NamespaceLaunch launch) implements TrainedImage {

    @Override
    public NamespaceLaunch launch(StartupMode mode) {
      return launch.with(Map.of(StartupMode.VARIABLE, mode.text()));
    }

    @Override
    public void close() {
      // Its files are deleted with the directory.
    }
  }
}
