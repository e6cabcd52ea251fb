package io.github.lambdaimage.image;

import io.github.lambdaimage.function.LambdaImageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The image's manifest: one, never an index, because Lambda takes nothing else.
 *
 * @param config describes the config blob
 * @param layers of base and function, the lowest first
 */
public record ImageManifest(ManifestFormat format, Descriptor config, List<Descriptor> layers) {

  /** Lambda takes manifests of fewer bytes than this. */
  public static final int TOO_LARGE = 25_400;

  private static final Digest NO_DIGEST = Digest.of(new byte[0]);
  private static final long USUAL_SIZE = 10_000_000;

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

  /**
   * The size in bytes of the manifest of an image that has not been made yet. It is right but for
   * the digits of the sizes of layers that are not packed.
   *
   * @param functionLayers how many
   */
  public static int sizeOf(ManifestFormat format, BaseImage base, int functionLayers) {
    BuiltLayer layer =
        new BuiltLayer("", new LayerBlob(NO_DIGEST, NO_DIGEST, USUAL_SIZE, 0), false);
    byte[] config = new byte[10_000];
    return of(format, config, base, Collections.nCopies(functionLayers, layer)).bytes().length;
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

  /** The document, whose digest is the image's. */
  public byte[] bytes() {
    return JsonObject.empty()
        .with("schemaVersion", 2)
        .with("mediaType", format.manifest())
        .with("config", config.json())
        .with("layers", layers.stream().map(Descriptor::json).toList())
        .bytes();
  }
}
