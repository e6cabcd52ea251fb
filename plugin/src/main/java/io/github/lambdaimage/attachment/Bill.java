package io.github.lambdaimage.attachment;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.List;
import java.util.Optional;

/** A bill of materials that says what a project is made of, and shall say it of an image. */
interface Bill {

  /** The bill in a document; nothing where it is in a form that stays as it is. */
  static Optional<Bill> of(Artifact document) throws LambdaImageException {
    String type = document.mediaType();
    boolean cyclonedx = type.equals(DocumentType.CYCLONEDX_JSON.mediaType());
    if (!cyclonedx && !type.equals(DocumentType.SPDX_JSON.mediaType())) {
      return Optional.empty();
    }
    JsonObject json =
        JsonObject.parse(document.content(), "The bill of materials '" + document.name() + "'");
    // What is no list of objects would be lost with a new one in its place.
    if (cyclonedx) {
      return !json.has("components") || json.hasObjects("components")
          ? Optional.of(new CycloneDxBill(json))
          : Optional.empty();
    }
    return json.hasObjects("packages") ? Optional.of(new SpdxBill(json)) : Optional.empty();
  }

  /** All that it lists, and the project itself. */
  List<BillEntry> entries();

  /** Whether it is signed, so that it has to stay as it is. */
  boolean isSigned();

  /** The same bill with images among what it lists, each by its digest. */
  byte[] with(List<ImageName> images);
}
