package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ManifestFormat;

/**
 * The compression of a base's layers. Lambda is known to accept only layers that are tar files in
 * gzip; it says so only after the push.
 */
final class LayerMediaTypes {

  private LayerMediaTypes() {}

  /** Reports one problem for all layers: the same program made them. */
  static void inspect(BaseImage base, Findings findings) {
    int number = 0;
    for (Descriptor layer : base.layers()) {
      number++;
      String type = layer.mediaType();
      if (!type.equals(ManifestFormat.DOCKER.layer()) && !type.equals(ManifestFormat.OCI.layer())) {
        findings.problem(
            "Layer %s ('%s') of the base '%s' %s, and Lambda takes layers in gzip only. Name another base in <from>, or have this one converted."
                .formatted(number, layer.digest(), base.name(), fault(type)));
        return;
      }
    }
  }

  private static String fault(String type) {
    String what;
    if (type.isEmpty()) {
      return "has no media type";
    } else if (type.contains("foreign") || type.contains("nondistributable")) {
      what = "is one that registries do not have";
    } else if (type.endsWith("encrypted")) {
      what = "is encrypted";
    } else if (type.endsWith("zstd")) {
      what = "is compressed with zstd";
    } else if (type.endsWith(".tar")) {
      what = "is not compressed";
    } else {
      what = "is of another kind";
    }
    return what + " ('" + type + "')";
  }
}
