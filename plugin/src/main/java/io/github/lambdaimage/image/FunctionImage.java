package io.github.lambdaimage.image;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.FieldsDigest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What to build: everything that decides the bytes of the image.
 *
 * @param from the base image
 * @param layers of the function, the most stable first
 * @param startsRuntimeClient whether the base's Java starts the runtime interface client among the
 *     function's jars; otherwise the base's own entrypoint stays
 * @param created creation time of the image and of each of its layers
 * @param checks the levels of the checks: with other levels, it is checked again
 * @param entrypoint that the user sets, or the base's
 * @param copied the images that files were copied from, pinned
 * @param startup makes the startup cache; {@code null} for an image without one
 */
public record FunctionImage(
    Handler handler,
    Architecture architecture,
    ImageName from,
    List<FunctionLayer> layers,
    SortedMap<String, String> environment,
    SortedMap<String, String> labels,
    boolean startsRuntimeClient,
    Instant created,
    ManifestFormat format,
    String checks,
    Entrypoint entrypoint,
    List<ImageName> copied,
    @Nullable StartupCaches startup) {

  /** An image without a startup cache. */
  public FunctionImage(
      Handler handler,
      Architecture architecture,
      ImageName from,
      List<FunctionLayer> layers,
      SortedMap<String, String> environment,
      SortedMap<String, String> labels,
      boolean startsRuntimeClient,
      Instant created,
      ManifestFormat format,
      String checks,
      Entrypoint entrypoint,
      List<ImageName> copied) {
    this(
        handler,
        architecture,
        from,
        layers,
        environment,
        labels,
        startsRuntimeClient,
        created,
        format,
        checks,
        entrypoint,
        copied,
        null);
  }

  /** The same image with a startup cache. */
  public FunctionImage with(StartupCaches caches) {
    return new FunctionImage(
        handler,
        architecture,
        from,
        layers,
        environment,
        labels,
        startsRuntimeClient,
        created,
        format,
        checks,
        entrypoint,
        copied,
        caches);
  }

  /** The same image with other files and variables. */
  FunctionImage with(List<FunctionLayer> otherLayers, SortedMap<String, String> otherVariables) {
    return new FunctionImage(
        handler,
        architecture,
        from,
        otherLayers,
        otherVariables,
        labels,
        startsRuntimeClient,
        created,
        format,
        checks,
        entrypoint,
        copied,
        startup);
  }

  /** A digest of everything except the bytes of base and files, and the images these come from. */
  Digest parameters() {
    FieldsDigest fields =
        new FieldsDigest()
            .add(handler.value())
            .add(architecture.lambdaName())
            .add(from.text())
            .add(created.toString())
            .add(format.name())
            .add(checks)
            .add(String.valueOf(startsRuntimeClient))
            .add(String.valueOf(entrypoint.command().size()))
            .add(String.valueOf(environment.size()));
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      fields.add(variable.getKey()).add(variable.getValue());
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      fields.add(label.getKey()).add(label.getValue());
    }
    for (String argument : entrypoint.command()) {
      fields.add(argument);
    }
    if (startup != null) {
      fields.add("startup").add(startup.key());
    }
    return fields.digest();
  }
}
