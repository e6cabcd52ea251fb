package io.github.lambdaimage.report;

import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.Count;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The image's layers as bars to scale, the lowest first; the base's layers are one bar. */
final class LayerSection {

  /** A bar: its layer, the size in the registry, and more about it. */
  private record Layer(String kind, String name, long size, String detail) {}

  private LayerSection() {}

  static String of(ImageSummary image, ImageManifest manifest) {
    List<Layer> layers = layers(image, manifest);
    long total = layers.stream().mapToLong(Layer::size).sum();
    long largest = layers.stream().mapToLong(Layer::size).max().orElse(1);
    String whole =
        layers.stream()
            .map(
                it ->
                    "<span class=\"bar %s\" style=\"flex-grow:%s\" title=\"%s, %s\"></span>"
                        .formatted(it.kind(), it.size(), Html.text(it.name()), Size.of(it.size())))
            .collect(
                Collectors.joining("", "<div class=\"whole\" aria-hidden=\"true\">", "</div>\n"));
    String rows =
        layers.stream()
            .map(
                it ->
                    Html.bar(
                        it.kind(),
                        it.name(),
                        (double) it.size() / largest,
                        Size.of(it.size()),
                        it.detail()))
            .collect(Collectors.joining("", "<ol class=\"bars\">\n", "</ol>\n"));
    return Html.section(
        "layers",
        "Layers",
        "<p>%s in the registry, compressed.</p>\n".formatted(Size.of(total))
            + whole
            + rows
            + startup(image));
  }

  private static String startup(ImageSummary image) {
    return image.startup() == null
        ? ""
        : "<p>Startup cache: %s, as measured once when it was made.</p>\n"
            .formatted(Html.text(image.startup()));
  }

  private static List<Layer> layers(ImageSummary image, ImageManifest manifest) {
    int ofBase = manifest.layers().size() - image.layers().size();
    long base = manifest.layers().stream().limit(ofBase).mapToLong(Descriptor::size).sum();
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer(
            "base",
            "base",
            base,
            Count.of(ofBase, "layer") + " of " + Html.code(image.base().text())));
    for (BuiltLayer layer : image.layers()) {
      layers.add(
          new Layer(
              layer.name().replace(' ', '-'),
              layer.name(),
              layer.blob().size(),
              "%s unpacked".formatted(Size.of(layer.blob().uncompressedSize()))));
    }
    return layers;
  }
}
