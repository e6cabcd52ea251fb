package io.github.lambdaimage.maven;

import io.github.lambdaimage.attachment.CheckedBill;
import io.github.lambdaimage.attachment.ImageJar;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.registry.Attaching;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to attach to an image, read before the image is built.
 *
 * @param files to attach as they are
 * @param bill the project's bill of materials, which becomes that of the image
 * @param origin what is known of the build, if a provenance statement is wanted
 */
record Attachments(List<Artifact> files, Optional<Artifact> bill, Optional<BuildOrigin> origin) {

  static final Attachments NOTHING = new Attachments(List.of(), Optional.empty(), Optional.empty());

  /**
   * The attachments of an image that was built. Differences between bill and image are reported.
   *
   * @param console for warnings before the push
   */
  Attaching to(Assembly assembly, Console console) {
    return files.isEmpty() && bill.isEmpty() && origin.isEmpty()
        ? Attaching.NOTHING
        : (image, repository) -> documents(assembly, image, repository, console);
  }

  private List<Artifact> documents(
      Assembly assembly, ImageLayout image, String repository, Console console)
      throws LambdaImageException {
    List<Artifact> documents = new ArrayList<>();
    if (bill.isPresent() || origin.isPresent()) {
      List<ImageJar> jars = ImageJar.in(image);
      if (bill.isPresent()) {
        CheckedBill checked = CheckedBill.of(bill.get(), image.summary(), jars);
        checked.warnings().forEach(console::warn);
        documents.add(checked.document());
      }
      if (origin.isPresent()) {
        documents.add(origin.get().of(assembly.image()).about(image.summary(), jars, repository));
      }
    }
    documents.addAll(files);
    return documents;
  }
}
