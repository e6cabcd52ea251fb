package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.namespace.BaseRoots;
import io.github.lambdaimage.namespace.Hindrance;
import io.github.lambdaimage.namespace.NamespaceHost;
import io.github.lambdaimage.namespace.Trial;
import io.github.lambdaimage.runtime.NamespaceLaunch;
import io.github.lambdaimage.runtime.RuntimeHost;
import io.github.lambdaimage.runtime.Scratch;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Prepares images to run with their bases, if this machine has namespaces for that. */
final class NamespaceRuns {

  private final NamespaceHost host;
  private final BaseImages bases;
  private final BaseRoots roots;
  private final Map<Architecture, Trial> trials = new EnumMap<>(Architecture.class);

  NamespaceRuns(NamespaceHost host, BaseImages bases, BaseRoots roots) {
    this.host = host;
    this.bases = bases;
    this.roots = roots;
  }

  /** Why this machine cannot run the image in a namespace; tested once. */
  Optional<Hindrance> hindrance(ImageLayout layout, Scratch scratch) throws LambdaImageException {
    return trial(layout, scratch).hindrance();
  }

  private Trial trial(ImageLayout layout, Scratch scratch) throws LambdaImageException {
    Architecture architecture = architecture(layout);
    Trial known = trials.get(architecture);
    if (known == null) {
      known = host.trial(architecture, scratch.directory());
      trials.put(architecture, known);
    }
    return known;
  }

  /**
   * The files of the image's base.
   *
   * @throws LambdaImageException when they are not available
   */
  Path base(ImageLayout layout) throws LambdaImageException {
    return roots.of(bases.load(layout.summary().base(), architecture(layout)));
  }

  /** Prepares an image; nothing runs yet. */
  NamespaceLaunch launch(
      ImageLayout layout, Path base, RuntimeHost machine, Scratch scratch, OptionalInt debugPort)
      throws LambdaImageException {
    boolean overlay = trial(layout, scratch).overlay();
    return NamespaceLaunch.of(
        layout,
        directory -> host.prepare(directory, base, overlay),
        base,
        machine,
        scratch.directory(),
        debugPort);
  }

  private static Architecture architecture(ImageLayout layout) throws LambdaImageException {
    return Architecture.parse(layout.summary().architecture());
  }
}
