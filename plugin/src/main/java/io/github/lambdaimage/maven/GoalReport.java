package io.github.lambdaimage.maven;

import io.github.lambdaimage.engine.LoadedImage;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.Count;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.registry.AttachedArtifact;
import io.github.lambdaimage.registry.PublishedBlob;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import io.github.lambdaimage.registry.PublishedImage;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Logs what a goal did. */
final class GoalReport {

  private static final int NAME_WIDTH = 22;
  private static final int SIZE_WIDTH = 10;

  private final Console console;

  GoalReport(Console console) {
    this.console = console;
  }

  void built(Assembly assembly) {
    ImageSummary image = assembly.layout().summary();
    mended(assembly);
    image(assembly);
    for (BuiltLayer layer : image.layers()) {
      row(layer.name(), layer.blob().size(), origin(assembly, layer));
    }
    if (image.startup() != null) {
      console.info("Startup cache: " + image.startup());
    }
    console.info(
        (assembly.upToDate() ? "Up to date: " : "Built ")
            + image.digest()
            + " in "
            + assembly.layout().directory());
  }

  /** Logs, before a push, that the image was built again because the project had changed. */
  void rebuilt(Assembly assembly) {
    mended(assembly);
    if (!assembly.changes().isEmpty()) {
      console.info(
          "The project changed since the last build ("
              + String.join(", ", assembly.changes())
              + "): the image was built anew.");
    }
  }

  private void mended(Assembly assembly) {
    if (assembly.mended()) {
      console.warn(
          "The image in '"
              + assembly.layout().directory()
              + "' was damaged: what was not right was made anew.");
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
    for (AttachedArtifact attached : published.attached()) {
      row(
          attached.document().name(),
          attached.size(),
          attached.document().type() + ", " + attached.outcome());
    }
    console.info(
        (published.bytesSent() == 0 ? "Already there as " : "Published as ")
            + String.join(", ", Objects.requireNonNull(image.publication()).tags())
            + ", sent "
            + Size.of(published.bytesSent()));
    console.info(String.valueOf(image.imageUri()));
  }

  void archived(File archive, List<String> names) {
    console.info("Wrote " + archive + " (" + Size.of(archive.length()) + ")");
    console.info("Load it with 'docker load -i " + archive + "' as " + String.join(", ", names));
  }

  void loaded(LoadedImage image, boolean hasEmulator, String osArch) {
    console.info(
        "Loaded into " + image.engine().name() + " as " + String.join(", ", image.names()));
    if (!image.isNativeOn(osArch)) {
      console.info(
          "This machine (" + osArch + ") runs it by emulation, which the engine must have.");
    }
    console.info("Run it, and invoke it in another shell:");
    (hasEmulator ? image.emulatorCommands(osArch) : image.mavenCommands())
        .forEach(command -> console.info("  " + command));
  }

  private void image(Assembly assembly) {
    ImageSummary image = assembly.layout().summary();
    console.info(image.title() + " for " + image.architecture() + " on " + base(image));
  }

  private static String base(ImageSummary image) {
    String text = image.base().text();
    return text.contains("@") ? text : text + "@" + image.base().digest();
  }

  /** Logs the base's layers in one row: nobody knows them by name. */
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
    row("base, " + Count.of(ofBase.size(), "layer"), size, outcomes);
  }

  private static String countOf(Outcome outcome, long count, int of) {
    return count == of ? outcome.toString() : count + " " + outcome;
  }

  private void row(String name, long size, String what) {
    // Not with a Formatter, whose classes take longer to load than recognising an unchanged image.
    String text = Size.of(size);
    console.info(
        "  "
            + name
            + " ".repeat(Math.max(0, NAME_WIDTH - name.length()) + 1)
            + " ".repeat(Math.max(0, SIZE_WIDTH - text.length()))
            + text
            + "  "
            + what);
  }

  private static String origin(Assembly assembly, BuiltLayer layer) {
    return assembly.upToDate() || layer.cached() ? "cached" : "built";
  }
}
