package io.github.lambdaimage.attachment;

import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The project's bill of materials as that of an image: with the images that it is made from, and
 * warnings if bill and image differ.
 *
 * @param warnings as sentences
 */
public record CheckedBill(Artifact document, List<String> warnings) {

  private static final int MOST_SHOWN = 10;

  /**
   * Checks a bill.
   *
   * @param document as it was written; an unknown format stays unchanged and is not checked
   * @param jars of the image
   * @throws LambdaImageException when it cannot be read
   */
  public static CheckedBill of(Artifact document, ImageSummary image, List<ImageJar> jars)
      throws LambdaImageException {
    Optional<Bill> found = Bill.of(document);
    if (found.isEmpty()) {
      return new CheckedBill(
          document,
          List.of(
              "The bill of materials '%s' is attached as it is, without the base image, and was not compared with the jars in the image: it would have to be JSON of CycloneDX or of SPDX 2."
                  .formatted(document.name())));
    }
    Bill bill = found.get();
    List<String> warnings = differences(document.name(), bill, jars);
    if (bill.isSigned()) {
      warnings.add(
          "The bill of materials '%s' is signed, so that it is attached as it is, without the base image."
              .formatted(document.name()));
      return new CheckedBill(document, warnings);
    }
    return new CheckedBill(document.with(bill.with(images(image))), warnings);
  }

  private static List<ImageName> images(ImageSummary image) {
    List<ImageName> images = new ArrayList<>();
    images.add(image.base());
    for (ImageName copied : image.copied()) {
      if (images.stream().noneMatch(it -> Objects.equals(it.digest(), copied.digest()))) {
        images.add(copied);
      }
    }
    return images;
  }

  private static List<String> differences(String name, Bill bill, List<ImageJar> jars) {
    List<BillEntry> entries = bill.entries();
    List<String> unlisted = new ArrayList<>();
    for (ImageJar jar : jars) {
      if (entries.stream().noneMatch(entry -> entry.isFor(jar))) {
        unlisted.add(jar.path());
      }
    }
    List<String> absent = new ArrayList<>();
    for (BillEntry entry : entries) {
      // A native program, or a single jar of everything, contains its libraries.
      if (!jars.isEmpty() && entry.isJar() && jars.stream().noneMatch(entry::isFor)) {
        absent.add(entry.label());
      }
    }
    List<String> warnings = new ArrayList<>();
    if (!unlisted.isEmpty()) {
      warnings.add(
          "The bill of materials '%s' lacks what is in the image: %s. If it is older than the dependencies, write it anew: 'mvn package lambda-image:push'. Of jars that <extraFiles> or the plugin itself (the runtime interface client) add it knows nothing."
              .formatted(name, shown(unlisted)));
    }
    if (!absent.isEmpty()) {
      warnings.add(
          "The bill of materials '%s' lists what is not in the image: %s. What only the compiler needs is left out with <includeProvidedScope>false</includeProvidedScope> for cyclonedx-maven-plugin; of what <excludes> leaves out it knows nothing."
              .formatted(name, shown(absent)));
    }
    return warnings;
  }

  private static String shown(List<String> names) {
    List<String> first = names.subList(0, Math.min(MOST_SHOWN, names.size()));
    return String.join(", ", first)
        + (names.size() > MOST_SHOWN ? " and " + (names.size() - MOST_SHOWN) + " more" : "");
  }
}
