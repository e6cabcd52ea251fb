package io.github.lambdaimage.report;

import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has changed since the previous build, and what a push has to send. */
final class ChangeSection {

  private ChangeSection() {}

  static String of(Assembly assembly, ImageSummary image, ImageManifest manifest, int documents) {
    long all = documents + manifest.layers().stream().mapToLong(Descriptor::size).sum();
    List<String> lines = new ArrayList<>();
    lines.add("Since the build before: " + changes(assembly));
    ImageSummary.Publication publication = image.publication();
    if (publication != null) {
      lines.add(
          "Published as %s: a push again sends nothing."
              .formatted(Html.code(String.valueOf(image.imageUri()))));
    } else {
      if (assembly.before() != null) {
        lines.add(
            "A push to a repository that has the build before sends <strong>%s</strong>."
                .formatted(Size.of(newBytes(assembly.before(), image, documents))));
      }
      lines.add(
          "A push to an empty repository sends <strong>%s</strong>, or less where layers can be mounted."
              .formatted(Size.of(all)));
    }
    return Html.section("changes", "What a push sends", Html.list("plain", lines));
  }

  private static String changes(Assembly assembly) {
    if (assembly.before() == null) {
      return "there was none.";
    }
    return assembly.changes().isEmpty()
        ? "nothing changed."
        : Html.text(String.join(", ", assembly.changes())) + " changed.";
  }

  private static long newBytes(ImageSummary before, ImageSummary now, int documents) {
    if (before.digest().equals(now.digest())) {
      return 0;
    }
    Set<Digest> known =
        before.layers().stream().map(it -> it.blob().digest()).collect(Collectors.toSet());
    return documents
        + now.layers().stream()
            .map(BuiltLayer::blob)
            .filter(blob -> !known.contains(blob.digest()))
            .mapToLong(blob -> blob.size())
            .sum();
  }
}
