package io.github.lambdaimage.standin.image;

import static io.github.lambdaimage.standin.image.PulledFile.Type.DIRECTORY;
import static io.github.lambdaimage.standin.image.PulledFile.Type.FILE;
import static io.github.lambdaimage.standin.image.PulledFile.Type.SYMBOLIC_LINK;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Lambda demands of every image, checked against one. */
public final class LambdaRules {

  private static final int MANIFEST_LIMIT = 25_400;

  private LambdaRules() {}

  /** What is wrong with an image; nothing if Lambda accepts it. */
  public static List<String> violations(PulledImage image) {
    List<String> violations = new ArrayList<>();
    if (image.manifestSize() >= MANIFEST_LIMIT) {
      violations.add("manifest of " + image.manifestSize() + " bytes");
    }
    if (!image.config("WorkingDir").asText().equals("/var/task")) {
      violations.add("working directory " + image.config("WorkingDir"));
    }
    if (!image.config("Entrypoint").path(0).asText().startsWith("/")) {
      violations.add("entrypoint " + image.config("Entrypoint"));
    }
    List<String> diffIds = new ArrayList<>();
    image.config().path("rootfs").path("diff_ids").forEach(id -> diffIds.add(id.asText()));
    if (!diffIds.equals(image.layers().stream().map(PulledLayer::diffId).toList())) {
      violations.add("diff_ids " + diffIds);
    }
    for (PulledLayer layer : image.layers()) {
      checkLayer(layer, violations);
    }
    return violations;
  }

  private static void checkLayer(PulledLayer layer, List<String> violations) {
    if (!layer.mediaType().endsWith("gzip")) {
      violations.add(layer.digest() + " is " + layer.mediaType());
    }
    if (!layer.oneGzipMember()) {
      violations.add(layer.digest() + " has several gzip members");
    }
    Set<String> seen = new HashSet<>();
    for (PulledFile file : layer.files()) {
      int slash = file.path().lastIndexOf('/');
      if (slash > 0 && !seen.contains(file.path().substring(0, slash))) {
        violations.add(file.path() + " comes before its directory");
      }
      if (!seen.add(file.path())) {
        violations.add(file.path() + " occurs twice in a layer");
      }
      if (file.type() != FILE && file.type() != DIRECTORY && file.type() != SYMBOLIC_LINK) {
        violations.add(file.path() + " is a " + file.type());
      }
      int readable = file.isDirectory() ? 0555 : 0444;
      if ((file.mode() & readable) != readable) {
        violations.add(file.path() + " has mode " + file.octalMode());
      }
    }
  }
}
