package io.github.lambdaimage.image;

import io.github.lambdaimage.function.LambdaImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The image's manifest: one, never an index, because Lambda takes nothing else.
 *
 * @param config describes the config blob
 * @param layers of base and function, the lowest first
 */
public record ImageManifest(ManifestFormat format, Descriptor config, List<Descriptor> layers) {

  /** Lambda refuses a manifest of 25,400 bytes and more. */
  private static final int TOO_LARGE = 25_400;

  static ImageManifest of(
      ManifestFormat format, byte[] config, BaseImage base, List<BuiltLayer> layers) {
    List<Descriptor> all = new ArrayList<>();
    for (Descriptor layer : base.layers()) {
      all.add(new Descriptor(format.layerLike(layer.mediaType()), layer.digest(), layer.size()));
    }
    for (BuiltLayer layer : layers) {
      all.add(new Descriptor(format.layer(), layer.blob().digest(), layer.blob().size()));
    }
    return new ImageManifest(format, Descriptor.of(format.config(), config), List.copyOf(all));
  }

  /** Reads a manifest of either format. */
  public static ImageManifest parse(byte[] document) throws LambdaImageException {
    JsonObject json = JsonObject.parse(document, "The image's manifest");
    List<Descriptor> layers = new ArrayList<>();
    for (JsonObject layer : json.objects("layers")) {
      layers.add(Descriptor.parse(layer));
    }
    boolean docker = ManifestFormat.DOCKER.manifest().equals(json.text("mediaType"));
    return new ImageManifest(
        docker ? ManifestFormat.DOCKER : ManifestFormat.OCI,
        Descriptor.parse(json.object("config")),
        List.copyOf(layers));
  }

  /**
   * The document, whose digest is the image's.
   *
   * @throws LambdaImageException when Lambda would refuse it for its size
   */
  byte[] bytes() throws LambdaImageException {
    byte[] document =
        JsonObject.empty()
            .with("schemaVersion", 2)
            .with("mediaType", format.manifest())
            .with("config", config.json())
            .with("layers", layers.stream().map(Descriptor::json).toList())
            .bytes();
    if (document.length >= TOO_LARGE) {
      throw new LambdaImageException(
          "The image's manifest has %d bytes, with %d layers; Lambda takes fewer than %d bytes. Use a base image with fewer layers."
              .formatted(document.length, layers.size(), TOO_LARGE));
    }
    return document;
  }
}
