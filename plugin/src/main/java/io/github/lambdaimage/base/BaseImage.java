package io.github.lambdaimage.base;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.Count;
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
 * @param name pinned to the digest that its reference named, of an index or a manifest
 * @param layers in order, the lowest first
 */
public record BaseImage(ImageName name, List<Descriptor> layers, JsonObject config) {

  /** The entrypoint of each of AWS's bases. */
  public static final List<String> AWS_ENTRYPOINT = List.of("/lambda-entrypoint.sh");

  /**
   * Lambda accepts manifests with about 150 layers. The check {@code size} refuses a base with
   * more; one with far more would take hours to examine.
   */
  private static final int MOST_LAYERS = 1000;

  /** In bytes: more than any registry accepts; Amazon ECR's limit is 200 GB. */
  private static final long LARGEST_LAYER = 1_000_000_000_000L;

  /**
   * Reads a base image, like {@link #of(ImageRole, ImageName, JsonObject, JsonObject,
   * Architecture)}.
   */
  public static BaseImage of(
      ImageName name, JsonObject manifest, JsonObject config, Architecture architecture)
      throws LambdaImageException {
    return of(ImageRole.BASE, name, manifest, config, architecture);
  }

  /**
   * Reads an image.
   *
   * @param role of it, for messages
   * @param manifest of the single image, not of an index
   * @throws LambdaImageException when the config has another architecture: a tag without an index
   *     would pass, and fail on Lambda with {@code exec format error}
   */
  public static BaseImage of(
      ImageRole role,
      ImageName name,
      JsonObject manifest,
      JsonObject config,
      Architecture architecture)
      throws LambdaImageException {
    if (!config.has("os") || !config.has("architecture")) {
      throw damaged(role, name, "its config does not say what system and architecture it is for");
    }
    if (!architecture.ociName().equals(config.text("architecture"))
        || !"linux".equals(config.text("os"))) {
      throw new LambdaImageException(
          "The %s '%s' is built for '%s/%s', but <architecture> '%s' needs 'linux/%s'. Name %s of that architecture in %s, or change <architecture>."
              .formatted(
                  role.what(),
                  name,
                  config.shown("os"),
                  config.shown("architecture"),
                  architecture.lambdaName(),
                  architecture.ociName(),
                  role.one(),
                  role.element()));
    }
    List<Descriptor> layers = layers(role, name, manifest);
    List<String> diffIds = config.object("rootfs").texts("diff_ids");
    if (layers.isEmpty() || layers.size() != diffIds.size()) {
      throw damaged(
          role,
          name,
          "its manifest has %s and its config %s"
              .formatted(Count.of(layers.size(), "layer"), diffIds.size()));
    }
    for (String diffId : diffIds) {
      if (!Digest.isDigest(diffId)) {
        throw damaged(role, name, "what its config names as a layer is not a valid digest");
      }
    }
    return new BaseImage(name, layers, config);
  }

  /**
   * The descriptor of an image's config.
   *
   * @throws LambdaImageException when it is damaged, or the document is not a manifest
   */
  public static Descriptor config(ImageRole role, ImageName name, JsonObject manifest)
      throws LambdaImageException {
    if (Long.valueOf(1).equals(manifest.wholeNumber("schemaVersion"))) {
      throw new LambdaImageException(
          "The %s '%s' has a manifest of the old form (schema 1), which Lambda does not take. Name %s in %s, or have it pushed again by a newer program."
              .formatted(role.what(), name, role.another(), role.element()));
    }
    if (!manifest.has("config")) {
      throw new LambdaImageException(
          "What '%s' stands for is not an image: it has neither the config of one nor images for several systems. Correct %s."
              .formatted(name, role.element()));
    }
    return Descriptor.parse(
        manifest.object("config"),
        "The %s '%s' is damaged: its config".formatted(role.what(), name),
        role.cure());
  }

  /** The descriptor of the image in an entry of an index. */
  public static Descriptor image(ImageRole role, ImageName name, JsonObject entry)
      throws LambdaImageException {
    return Descriptor.parse(
        entry,
        "The %s '%s' is damaged: the image that its index names".formatted(role.what(), name),
        role.cure());
  }

  private static List<Descriptor> layers(ImageRole role, ImageName name, JsonObject manifest)
      throws LambdaImageException {
    List<Descriptor> layers = new ArrayList<>();
    for (JsonObject json : manifest.objects("layers")) {
      String what =
          "The %s '%s' is damaged: layer %s in its manifest"
              .formatted(role.what(), name, layers.size() + 1);
      Descriptor layer = Descriptor.parse(json, what, role.cure());
      if (layer.size() < 1 || layer.size() > LARGEST_LAYER) {
        throw new LambdaImageException(
            "%s has %s bytes, which is not a valid size. %s"
                .formatted(what, layer.size(), role.cure()));
      }
      layers.add(layer);
      if (layers.size() > MOST_LAYERS) {
        throw new LambdaImageException(
            "The %s '%s' has more than %s layers, and Lambda takes an image with about 150. Name %s in %s."
                .formatted(role.what(), name, MOST_LAYERS, role.another(), role.element()));
      }
    }
    return List.copyOf(layers);
  }

  private static LambdaImageException damaged(ImageRole role, ImageName name, String why) {
    return new LambdaImageException(
        "The %s '%s' is damaged: %s. %s".formatted(role.what(), name, why, role.cure()));
  }

  /** The entrypoint with its arguments; empty if the base has none. */
  public List<String> entrypoint() {
    return config.object("config").texts("Entrypoint");
  }

  /** The working directory. */
  public String workingDirectory() {
    return BaseFiles.normalize(config.object("config").text("WorkingDir", "/"));
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

  /** Whether it is one of AWS's, which have an entrypoint of their own. */
  public boolean isOfAws() {
    return entrypoint().equals(AWS_ENTRYPOINT) && environment().containsKey("LAMBDA_RUNTIME_DIR");
  }
}
