package io.github.lambdaimage.maven;

import io.github.lambdaimage.engine.LoadedImage;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.PublishedBlob;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import io.github.lambdaimage.registry.PublishedImage;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** Tells people what a goal did. */
final class Report {

  private static final String ROW = "  %-22s %10s  %s";

  private final Log log;

  Report(Log log) {
    this.log = log;
  }

  void built(Assembly assembly) {
    ImageSummary image = assembly.layout().summary();
    image(assembly);
    for (BuiltLayer layer : image.layers()) {
      row(layer.name(), layer.blob().size(), origin(assembly, layer));
    }
    log.info(
        "%s %s in %s"
            .formatted(
                assembly.upToDate() ? "Up to date:" : "Built",
                image.digest(),
                assembly.layout().directory()));
  }

  /** Said before a push, when the image that lay there was no longer the project's. */
  void rebuilt(Assembly assembly) {
    if (!assembly.changes().isEmpty()) {
      log.info(
          "The project changed since the last build (%s): the image was built anew."
              .formatted(String.join(", ", assembly.changes())));
    }
  }

  void published(Assembly assembly, PublishedImage published) {
    ImageSummary image = published.layout().summary();
    image(assembly);
    baseRow(image, published.layers());
    for (BuiltLayer layer : image.layers()) {
      row(
          layer.name(),
          layer.blob().size(),
          origin(assembly, layer) + ", " + published.outcome(layer.blob().digest()));
    }
    log.info(
        "%s as %s, sent %s"
            .formatted(
                published.bytesSent() == 0 ? "Already there" : "Published",
                String.join(", ", Objects.requireNonNull(image.publication()).tags()),
                Size.of(published.bytesSent())));
    log.info(String.valueOf(image.imageUri()));
  }

  void archived(File archive, List<String> names) {
    log.info("Wrote %s (%s)".formatted(archive, Size.of(archive.length())));
    log.info("Load it with 'docker load -i %s' as %s".formatted(archive, String.join(", ", names)));
  }

  void loaded(LoadedImage image, String osArch) {
    log.info(
        "Loaded into %s as %s".formatted(image.engine().name(), String.join(", ", image.names())));
    if (!image.isNativeOn(osArch)) {
      log.info(
          "This machine (%s) runs it by emulation, which the engine must have.".formatted(osArch));
    }
    log.info("Run it, and invoke it in another shell:");
    log.info("  " + image.runCommand(osArch));
    log.info("  " + LoadedImage.invokeCommand());
  }

  private void image(Assembly assembly) {
    ImageSummary image = assembly.layout().summary();
    log.info("%s for %s on %s".formatted(image.handler(), image.architecture(), base(image)));
  }

  private static String base(ImageSummary image) {
    String text = image.base().text();
    return text.contains("@") ? text : text + "@" + image.base().digest();
  }

  /** The base's layers in one row: nobody knows them by name. */
  private void baseRow(ImageSummary image, List<PublishedBlob> layers) {
    Set<?> own =
        image.layers().stream().map(layer -> layer.blob().digest()).collect(Collectors.toSet());
    List<PublishedBlob> ofBase =
        layers.stream().filter(layer -> !own.contains(layer.blob().digest())).toList();
    long size = ofBase.stream().map(PublishedBlob::blob).mapToLong(Descriptor::size).sum();
    String outcomes =
        ofBase.stream()
            .collect(Collectors.groupingBy(PublishedBlob::outcome, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> countOf(entry.getKey(), entry.getValue(), ofBase.size()))
            .collect(Collectors.joining(", "));
    row("base, %s layers".formatted(ofBase.size()), size, outcomes);
  }

  private static String countOf(Outcome outcome, long count, int of) {
    return count == of ? outcome.toString() : count + " " + outcome;
  }

  private void row(String name, long size, String what) {
    log.info(ROW.formatted(name, Size.of(size), what));
  }

  private static String origin(Assembly assembly, BuiltLayer layer) {
    return assembly.upToDate() || layer.cached() ? "cached" : "built";
  }
}
