package io.github.lambdaimage.maven;

import io.github.lambdaimage.attachment.AttachedFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to attach to an image, with checked values.
 *
 * @param files that the user names
 * @param sbom whether to attach the project's bill of materials too, wherever it is
 * @param provenance whether to attach a statement of what the image was made of
 */
record AttachmentRequest(List<AttachedFile> files, boolean sbom, boolean provenance) {

  /**
   * Checks the parameters as Maven fills them.
   *
   * @param basedir directory that relative file names start at
   * @throws LambdaImageException for a missing file, or an invalid media type
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

  /** Whether there is nothing to attach. */
  boolean isEmpty() {
    return files.isEmpty() && !sbom && !provenance;
  }

  /**
   * Reads the documents, before anything is built or sent.
   *
   * @param bill finds the bill of materials
   * @param origin what is known of the build
   * @throws LambdaImageException when a file is missing, or its type is unknown
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
