package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.CheckSettings;
import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.DependencyPattern;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import io.github.lambdaimage.startup.StartupRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The image to build, with checked values. What only the project knows, such as its classes, is not
 * in it yet.
 *
 * @param handler empty to find it; {@link Handler#NONE} for none
 * @param from the base image; empty for the one of AWS's that runs what the project is compiled for
 * @param contents besides the project's classes
 * @param config what the image's config says besides handler and architecture
 * @param outputDirectory of the layout
 * @param startup the startup cache that the image gets
 */
record BuildRequest(
    Optional<Handler> handler,
    Architecture architecture,
    Optional<ImageName> from,
    Contents contents,
    Config config,
    CheckSettings checks,
    Path outputDirectory,
    Optional<StartupRequest> startup) {

  /**
   * What goes into the image besides the project's classes.
   *
   * @param excludes dependencies to leave out
   * @param runtimeInterfaceClient the version of AWS's client to add
   * @param content what replaces the project's classes and dependencies
   * @param imageFiles files of other images
   */
  record Contents(
      List<ExtraFiles> extraFiles,
      List<DependencyPattern> excludes,
      Optional<String> runtimeInterfaceClient,
      Optional<Content> content,
      List<ImageFiles> imageFiles) {

    /** Whether a dependency is left out. */
    boolean exclude(Dependency dependency) {
      return matches(dependency, false) && !keep(dependency);
    }

    /** Whether a dependency is kept, whatever else would leave it out. */
    boolean keep(Dependency dependency) {
      return matches(dependency, true);
    }

    private boolean matches(Dependency dependency, boolean keeping) {
      for (DependencyPattern pattern : excludes) {
        if (pattern.keeps() == keeping && pattern.matches(dependency)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * The image's config.
   *
   * @param labels that the user sets, over the project's
   * @param snapStart whether to set the label that allows SnapStart
   * @param created creation time of the image and of each of its layers
   * @param entrypoint that the user sets, or the base's
   */
  record Config(
      SortedMap<String, String> environment,
      SortedMap<String, String> labels,
      boolean snapStart,
      Instant created,
      ManifestFormat format,
      Entrypoint entrypoint) {}
}
