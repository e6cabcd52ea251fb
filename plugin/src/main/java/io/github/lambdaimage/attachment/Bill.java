package io.github.lambdaimage.attachment;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.List;
import java.util.Optional;

/** A bill of materials of a project, which becomes that of an image. */
interface Bill {

  /** The bill in a document; empty for formats that are attached unchanged. */
  static Optional<Bill> of(Artifact document) throws LambdaImageException {
    String type = document.mediaType();
    boolean cyclonedx = type.equals(DocumentType.CYCLONEDX_JSON.mediaType());
    if (!cyclonedx && !type.equals(DocumentType.SPDX_JSON.mediaType())) {
      return Optional.empty();
    }
    JsonObject json =
        JsonObject.parse(document.content(), "The bill of materials '" + document.name() + "'");
    // What is not a list of objects would be lost if it were replaced.
    if (cyclonedx) {
      return !json.has("components") || json.hasObjects("components")
          ? Optional.of(new CycloneDxBill(json))
          : Optional.empty();
    }
    return json.hasObjects("packages") ? Optional.of(new SpdxBill(json)) : Optional.empty();
  }

  /** All entries, and the project itself. */
  List<BillEntry> entries();

  /** Whether it is signed, and must not change. */
  boolean isSigned();

  /** The same bill with entries for images, each with its digest. */
  byte[] with(List<ImageName> images);
}
