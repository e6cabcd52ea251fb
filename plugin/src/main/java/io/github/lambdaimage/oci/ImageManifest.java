package io.github.lambdaimage.oci;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The image's manifest: a single one, never an index, which Lambda does not accept.
 *
 * @param config describes the config blob
 * @param layers of base and function, the lowest first
 * @param annotations in OCI's format, in addition to the config; Docker's format has none
 */
public record ImageManifest(
    ManifestFormat format,
    Descriptor config,
    List<Descriptor> layers,
    SortedMap<String, String> annotations) {

  /** A manifest without annotations. */
  public ImageManifest(ManifestFormat format, Descriptor config, List<Descriptor> layers) {
    this(format, config, layers, new TreeMap<>());
  }

  /** Lambda accepts only manifests with fewer bytes than this. */
  public static final int TOO_LARGE = 25_400;

  private static final String CURE = "Build the image anew.";

  /** Parses a manifest of either format. */
  public static ImageManifest parse(byte[] document) throws LambdaImageException {
    JsonObject json = JsonObject.parse(document, "The image's manifest");
    List<Descriptor> layers = new ArrayList<>();
    for (JsonObject layer : json.objects("layers")) {
      String what = "The image's manifest is damaged: its layer " + (layers.size() + 1);
      layers.add(Descriptor.parse(layer, what, CURE));
    }
    boolean docker = ManifestFormat.DOCKER.manifest().equals(json.text("mediaType"));
    return new ImageManifest(
        docker ? ManifestFormat.DOCKER : ManifestFormat.OCI,
        Descriptor.parse(
            json.object("config"), "The image's manifest is damaged: its config", CURE),
        List.copyOf(layers),
        new TreeMap<>(json.object("annotations").textMap()));
  }

  /** All blobs that it names: the config first, then the layers. */
  public List<Digest> blobs() {
    List<Digest> blobs = new ArrayList<>();
    blobs.add(config.digest());
    for (Descriptor layer : layers) {
      blobs.add(layer.digest());
    }
    return blobs;
  }

  /** The document, whose digest is the image's. */
  public byte[] bytes() {
    JsonObject json =
        JsonObject.empty()
            .with("schemaVersion", 2)
            .with("mediaType", format.manifest())
            .with("config", config.json())
            .with("layers", layers.stream().map(Descriptor::json).toList());
    return (annotations.isEmpty() ? json : json.with("annotations", annotations)).bytes();
  }
}
