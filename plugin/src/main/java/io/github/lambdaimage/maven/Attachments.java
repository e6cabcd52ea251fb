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
 * What shall lie beside an image, read before the image is made.
 *
 * @param files as they are
 * @param bill the project's bill of materials, which is to be that of the image
 * @param origin what is known of the build, where a statement is to say it
 */
record Attachments(List<Artifact> files, Optional<Artifact> bill, Optional<BuildOrigin> origin) {

  static final Attachments NOTHING = new Attachments(List.of(), Optional.empty(), Optional.empty());

  /**
   * What lies beside an image that has been made; differences between bill and image are told.
   *
   * @param console for what is to be said before it is sent
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
