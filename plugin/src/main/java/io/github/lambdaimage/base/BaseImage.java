package io.github.lambdaimage.base;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A base image for one architecture: what its manifest and config say, without its layers' bytes.
 *
 * @param name pinned to the digest of what its reference named, an index or a manifest
 * @param layers in order, the lowest first
 */
public record BaseImage(ImageName name, List<Descriptor> layers, JsonObject config) {

  /** What starts the runtime of each of AWS's bases. */
  public static final List<String> AWS_ENTRYPOINT = List.of("/lambda-entrypoint.sh");

  /**
   * Lambda takes manifests with about 150: a base with more is for the check {@code size} to
   * refuse, one with many more would be asked about for hours.
   */
  private static final int MOST_LAYERS = 1000;

  /** In bytes: more than any registry takes, Amazon ECR's limit being 200 GB. */
  private static final long LARGEST_LAYER = 1_000_000_000_000L;

  private static final String CURE = "Name another base in <from>, or have it pushed again.";

  /**
   * Reads a base image.
   *
   * @param manifest of the one image, not of an index
   * @throws LambdaImageException when the config is of another architecture: a single-architecture
   *     tag would otherwise pass, and fail on Lambda with {@code exec format error}
   */
  public static BaseImage of(
      ImageName name, JsonObject manifest, JsonObject config, Architecture architecture)
      throws LambdaImageException {
    if (!config.has("os") || !config.has("architecture")) {
      throw damaged(name, "its config does not say what system and architecture it is for");
    }
    if (!architecture.ociName().equals(config.text("architecture"))
        || !"linux".equals(config.text("os"))) {
      throw new LambdaImageException(
          "The base image '%s' is built for '%s/%s', but <architecture> '%s' needs 'linux/%s'. Name a base of that architecture in <from>, or change <architecture>."
              .formatted(
                  name,
                  config.shown("os"),
                  config.shown("architecture"),
                  architecture.lambdaName(),
                  architecture.ociName()));
    }
    List<Descriptor> layers = layers(name, manifest);
    List<String> diffIds = config.object("rootfs").texts("diff_ids");
    if (layers.isEmpty() || layers.size() != diffIds.size()) {
      throw damaged(
          name,
          "its manifest has %s layers and its config %s".formatted(layers.size(), diffIds.size()));
    }
    for (String diffId : diffIds) {
      if (!Digest.isDigest(diffId)) {
        throw damaged(name, "what its config names as a layer is not a valid digest");
      }
    }
    return new BaseImage(name, layers, config);
  }

  /**
   * The descriptor of a base's config.
   *
   * @throws LambdaImageException when it is damaged, or the document is another than a manifest
   */
  public static Descriptor config(ImageName name, JsonObject manifest) throws LambdaImageException {
    if (Long.valueOf(1).equals(manifest.wholeNumber("schemaVersion"))) {
      throw new LambdaImageException(
          "The base image '%s' has a manifest of the old form (schema 1), which Lambda does not take. Name another base in <from>, or have it pushed again by a newer program."
              .formatted(name));
    }
    if (!manifest.has("config")) {
      throw new LambdaImageException(
          "What '%s' stands for is not an image: it has neither the config of one nor images for several systems. Correct <from>."
              .formatted(name));
    }
    return Descriptor.parse(
        manifest.object("config"),
        "The base image '%s' is damaged: its config".formatted(name),
        CURE);
  }

  /** The digest of the image that an entry of a base's index names. */
  public static Descriptor image(ImageName name, JsonObject entry) throws LambdaImageException {
    return Descriptor.parse(
        entry,
        "The base image '%s' is damaged: the image that its index names".formatted(name),
        CURE);
  }

  private static List<Descriptor> layers(ImageName name, JsonObject manifest)
      throws LambdaImageException {
    List<Descriptor> layers = new ArrayList<>();
    for (JsonObject json : manifest.objects("layers")) {
      String what =
          "The base image '%s' is damaged: layer %s in its manifest"
              .formatted(name, layers.size() + 1);
      Descriptor layer = Descriptor.parse(json, what, CURE);
      if (layer.size() < 1 || layer.size() > LARGEST_LAYER) {
        throw new LambdaImageException(
            "%s has %s bytes, which is not a valid size. %s".formatted(what, layer.size(), CURE));
      }
      layers.add(layer);
      if (layers.size() > MOST_LAYERS) {
        throw new LambdaImageException(
            "The base image '%s' has more than %s layers, and Lambda takes an image with about 150. Name another base in <from>."
                .formatted(name, MOST_LAYERS));
      }
    }
    return List.copyOf(layers);
  }

  private static LambdaImageException damaged(ImageName name, String why) {
    return new LambdaImageException(
        "The base image '%s' is damaged: %s. %s".formatted(name, why, CURE));
  }

  /** The program that starts, with its arguments; empty if the base names none. */
  public List<String> entrypoint() {
    return config.object("config").texts("Entrypoint");
  }

  /** The directory that it starts in. */
  public String workingDirectory() {
    String directory = config.object("config").text("WorkingDir");
    return directory == null ? "/" : BaseFiles.normalize(directory);
  }

  /** The environment variables, in order. */
  public Map<String, String> environment() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String variable : config.object("config").texts("Env")) {
      String[] nameAndValue = variable.split("=", 2);
      values.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
    }
    return values;
  }

  /** Whether it is one of AWS's, which bring an entrypoint of their own. */
  public boolean isOfAws() {
    return entrypoint().equals(AWS_ENTRYPOINT) && environment().containsKey("LAMBDA_RUNTIME_DIR");
  }
}
