package io.github.lambdaimage.base;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
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
   * Reads a base image.
   *
   * @param manifest of the one image, not of an index
   * @throws LambdaImageException when the config is of another architecture: a single-architecture
   *     tag would otherwise pass, and fail on Lambda with {@code exec format error}
   */
  public static BaseImage of(
      ImageName name, JsonObject manifest, JsonObject config, Architecture architecture)
      throws LambdaImageException {
    String os = config.text("os");
    String found = config.text("architecture");
    if (!architecture.ociName().equals(found) || !"linux".equals(os)) {
      throw new LambdaImageException(
          "The base image '%s' is built for '%s/%s', but <architecture> '%s' needs 'linux/%s'. Name a base of that architecture in <from>, or change <architecture>."
              .formatted(name, os, found, architecture.lambdaName(), architecture.ociName()));
    }
    List<Descriptor> layers = new ArrayList<>();
    for (JsonObject layer : manifest.objects("layers")) {
      layers.add(Descriptor.parse(layer));
    }
    int diffIds = config.object("rootfs").texts("diff_ids").size();
    if (layers.isEmpty() || layers.size() != diffIds) {
      throw new LambdaImageException(
          "The base image '%s' is damaged: its manifest has %s layers and its config %s. Name another in <from>."
              .formatted(name, layers.size(), diffIds));
    }
    return new BaseImage(name, List.copyOf(layers), config);
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
