package io.github.lambdaimage.it.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaimage.standin.image.LambdaRules;
import io.github.lambdaimage.standin.image.PulledFile;
import io.github.lambdaimage.standin.image.PulledImage;
import io.github.lambdaimage.standin.image.PulledLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a pulled image is, beside the base that it was made from, as lines of text. */
final class ImageReport {

  private final PulledImage image;
  private final PulledImage base;
  private final List<String> lines = new ArrayList<>();

  private ImageReport(PulledImage image, PulledImage base) {
    this.image = image;
    this.base = base;
  }

  static List<String> of(PulledImage image, PulledImage base) {
    ImageReport report = new ImageReport(image, base);
    report.describe();
    report.describeLayers();
    report.describeFiles();
    return report.lines;
  }

  private void describe() {
    List<String> violations = LambdaRules.violations(image);
    line("Digest", image.digest());
    line(
        "Manifest",
        String.format(Locale.ROOT, "%s, %,d bytes", image.mediaType(), image.manifestSize()));
    line("Architecture", image.config().path("architecture").asText());
    line("Entrypoint", setting("Entrypoint"));
    line("Cmd", setting("Cmd"));
    line("WorkingDir", setting("WorkingDir"));
    line("Env", environment());
    line("Lambda's rules", violations.isEmpty() ? "kept" : "BROKEN: " + violations);
  }

  private void describeLayers() {
    lines.add("");
    lines.add("Layers, compressed");
    List<String> names = layerNames();
    for (int i = 0; i < image.layers().size(); i++) {
      PulledLayer layer = image.layers().get(i);
      boolean inherited = i < base.layers().size();
      lines.add(
          "%11s  %s  %s"
              .formatted(
                  size(layer.size()),
                  layer.digest().substring(0, "sha256:".length() + 12),
                  inherited ? "base: " + names.get(i) : names.get(i)));
    }
  }

  private void describeFiles() {
    lines.add("");
    lines.add("Files under /var/task");
    image.files().stream()
        .filter(file -> file.path().startsWith("var/task/") && !file.isDirectory())
        .map(ImageReport::file)
        .forEach(lines::add);
  }

  private static String file(PulledFile file) {
    String path = file.path().substring("var/task/".length());
    return "%11s  %s  %s".formatted(size(file.size()), file.octalMode(), path);
  }

  private String setting(String name) {
    JsonNode value = image.config(name);
    return value + (value.equals(base.config(name)) ? "  (the base's)" : "");
  }

  private String environment() {
    Set<String> changed = texts(image.config("Env"));
    changed.removeAll(texts(base.config("Env")));
    return changed.isEmpty() ? "the base's, unchanged" : "the base's and " + changed;
  }

  private List<String> layerNames() {
    List<String> names = new ArrayList<>();
    for (JsonNode step : image.config().path("history")) {
      if (!step.path("empty_layer").asBoolean()) {
        names.add(step.path("comment").asText(step.path("created_by").asText()));
      }
    }
    return names;
  }

  private void line(String title, String value) {
    lines.add("%-15s %s".formatted(title, value));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B ";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
