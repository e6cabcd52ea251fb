package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first of several grounds that works. */
public final class TrainingGrounds {

  private final List<TrainingGround> grounds;
  private final TrainingLog log;
  private final Map<Architecture, TrainingGround> chosen = new EnumMap<>(Architecture.class);

  /**
   * Grounds.
   *
   * @param grounds in the order in which they are tried
   */
  public TrainingGrounds(List<TrainingGround> grounds, TrainingLog log) {
    this.grounds = List.copyOf(grounds);
    this.log = log;
  }

  /**
   * Prepares an image.
   *
   * @param directory for its files
   * @throws LambdaImageException when no image of its architecture can run here
   */
  TrainedImage set(ImageLayout image, BaseImage base, Path directory) throws LambdaImageException {
    try {
      Files.createDirectories(directory);
      return ground(Architecture.parse(image.summary().architecture()), directory)
          .set(image, base, Files.createDirectory(directory.resolve("image")));
    } catch (IOException e) {
      throw new LambdaImageException(
          "<startupCache>: the image cannot be set up in '%s': %s. Free space there."
              .formatted(directory, FailureReason.of(e)),
          e);
    }
  }

  /** The ground for an architecture; each is tried once. */
  private TrainingGround ground(Architecture architecture, Path directory)
      throws LambdaImageException, IOException {
    TrainingGround known = chosen.get(architecture);
    if (known != null) {
      return known;
    }
    List<String> hindrances = new ArrayList<>();
    for (TrainingGround ground : grounds) {
      Optional<String> hindrance =
          ground.hindrance(
              architecture, Files.createDirectory(directory.resolve("trial" + hindrances.size())));
      if (hindrance.isEmpty()) {
        chosen.put(architecture, ground);
        hindrances.forEach(it -> log.info("Not in a namespace: " + it + "."));
        return ground;
      }
      hindrances.add(hindrance.get());
    }
    throw new LambdaImageException(
        "<startupCache>: the image has to be run on this machine for that, and that is not possible: %s."
            .formatted(String.join(". Nor by an engine: ", hindrances)));
  }
}
