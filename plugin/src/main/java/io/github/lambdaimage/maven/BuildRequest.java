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
 * The image that the user asks for, every value checked. What only the project can tell, such as
 * its classes, is not in it yet.
 *
 * @param handler nothing for the only class that can be it, {@link Handler#NONE} for none
 * @param from the base image; nothing for AWS's that runs what the project is compiled for
 * @param contents beside the project's classes
 * @param config what the image's config says beside handler and architecture
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
   * What goes into the image beside the project's classes.
   *
   * @param excludes dependencies that stay out
   * @param runtimeInterfaceClient the version of AWS's client to add
   * @param content what is in the place of the project's classes and dependencies
   * @param imageFiles files of other images
   */
  record Contents(
      List<ExtraFiles> extraFiles,
      List<DependencyPattern> excludes,
      Optional<String> runtimeInterfaceClient,
      Optional<Content> content,
      List<ImageFiles> imageFiles) {

    /** Whether a dependency stays out. */
    boolean exclude(Dependency dependency) {
      return matches(dependency, false) && !keep(dependency);
    }

    /** Whether it stays in, whatever would leave it out. */
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
   * What the image says of itself.
   *
   * @param labels those that the user sets, over the project's
   * @param snapStart whether the label is set that allows SnapStart
   * @param created creation time of the image and of each of its layers
   * @param entrypoint that the user names, or the base's
   */
  record Config(
      SortedMap<String, String> environment,
      SortedMap<String, String> labels,
      boolean snapStart,
      Instant created,
      ManifestFormat format,
      Entrypoint entrypoint) {}
}
