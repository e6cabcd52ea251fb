package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the manifest of an image: the base's layers, then the function's.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI's
 *     annotations</a>
 */
public final class ManifestDocument {

  private static final String BASE_NAME = "org.opencontainers.image.base.name";
  private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

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
    return new ImageManifest(
        format,
        Descriptor.of(format.config(), config),
        List.copyOf(all),
        format == ManifestFormat.OCI ? annotations(base.name()) : new TreeMap<>());
  }

  /**
   * What the image is based on, for programs that put it on a newer base. The digest is that of the
   * name, an index if it was one; the platform's manifest is in the index.
   */
  private static SortedMap<String, String> annotations(ImageName base) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put(BASE_NAME, base.qualifiedByTag());
    annotations.put(BASE_DIGEST, String.valueOf(base.digest()));
    return annotations;
  }

  /**
   * The size in bytes of the manifest of an image that has not been built yet. It is exact except
   * for the digits of the sizes of layers that are not packed.
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
