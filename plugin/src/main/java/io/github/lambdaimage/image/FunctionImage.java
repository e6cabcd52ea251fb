package io.github.lambdaimage.image;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What to build: everything that decides the bytes of the image.
 *
 * @param from the base image
 * @param layers of the function, the most stable first
 * @param created creation time of the image and of each of its layers
 */
public record FunctionImage(
    Handler handler,
    Architecture architecture,
    ImageName from,
    List<FunctionLayer> layers,
    SortedMap<String, String> environment,
    SortedMap<String, String> labels,
    Instant created,
    ManifestFormat format) {

  /** A digest of everything but the bytes of base and files. */
  Digest parameters() {
    return Digest.of(
        List.of(handler, architecture, from, environment, labels, created, format)
            .toString()
            .getBytes(StandardCharsets.UTF_8));
  }
}
