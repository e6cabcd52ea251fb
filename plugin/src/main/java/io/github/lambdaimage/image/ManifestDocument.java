package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the manifest of an image: the base's layers, then the function's. */
public final class ManifestDocument {

  private static final Digest NO_DIGEST = Digest.of(new byte[0]);
  private static final long USUAL_SIZE = 10_000_000;

  private ManifestDocument() {}

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
}
