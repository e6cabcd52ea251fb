package io.github.lambdaimage.maven;

import io.github.lambdaimage.attachment.AttachedFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What shall lie beside an image, every value checked.
 *
 * @param files as the user names them
 * @param sbom whether the project's bill of materials is one of them, wherever it is
 * @param provenance whether a statement is, that says what the image was made of
 */
record AttachmentRequest(List<AttachedFile> files, boolean sbom, boolean provenance) {

  /**
   * The parameters as Maven fills them.
   *
   * @param basedir that the names of files are relative to
   * @throws LambdaImageException for what names no file, or is no media type
   */
  static AttachmentRequest of(
      List<Attachment> attachments, String sbom, String provenance, File basedir)
      throws LambdaImageException {
    List<AttachedFile> files = new ArrayList<>();
    for (Attachment attachment : attachments) {
      files.add(attachment.toValue(basedir));
    }
    return new AttachmentRequest(
        List.copyOf(files), Flag.parse("sbom", sbom), Flag.parse("provenance", provenance));
  }

  /** Whether nothing shall. */
  boolean isEmpty() {
    return files.isEmpty() && !sbom && !provenance;
  }

  /**
   * Reads the documents, before anything is built or sent.
   *
   * @param bill where the bill of materials is
   * @param origin what is known of the build
   * @throws LambdaImageException when one is not there, or nobody knows what it is
   */
  Attachments read(BillFile bill, BuildOrigin origin) throws LambdaImageException {
    List<Artifact> artifacts = new ArrayList<>();
    for (AttachedFile file : files) {
      artifacts.add(file.read());
    }
    return new Attachments(
        List.copyOf(artifacts),
        sbom ? Optional.of(AttachedFile.readBill(bill.find())) : Optional.empty(),
        provenance ? Optional.of(origin) : Optional.empty());
  }
}
