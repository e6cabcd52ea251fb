package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code image.json} for programs, and the same as {@code image.properties}, which we read back:
 * properties need no JSON library.
 */
final class SummaryFiles {

  private static final String JSON = "image.json";
  private static final String PROPERTIES = "image.properties";
  private static final String COMMENT = "# ";

  private SummaryFiles() {}

  static void write(Path directory, ImageSummary summary) throws IOException {
    byte[] json = json(summary).prettyBytes();
    AtomicFile.write(directory.resolve(JSON), json);
    StringBuilder text = new StringBuilder();
    properties(summary)
        .forEach((name, value) -> text.append(name).append('=').append(escape(value)).append('\n'));
    text.append(COMMENT).append(JSON).append(' ').append(Digest.of(json)).append('\n');
    AtomicFile.write(directory.resolve(PROPERTIES), withSeal(text.toString()));
  }

  /** Adds a last line that a damaged or incomplete file does not have. */
  private static byte[] withSeal(String text) {
    return (text + seal(text)).getBytes(StandardCharsets.UTF_8);
  }

  private static String seal(String text) {
    return COMMENT + Digest.of(text.getBytes(StandardCharsets.UTF_8)) + '\n';
  }

  private static String text(Path directory) throws IOException {
    String whole = Files.readString(directory.resolve(PROPERTIES));
    int end = whole.lastIndexOf(COMMENT);
    String text = whole.substring(0, Math.max(end, 0));
    if (end < 0 || !whole.substring(end).equals(seal(text))) {
      throw new IOException("it is damaged");
    }
    return text;
  }

  /** Whether {@code image.json}, which only others read, is as it was written. */
  static boolean isJsonIntact(Path directory) throws IOException {
    Digest json = Digest.of(Files.readAllBytes(directory.resolve(JSON)));
    return text(directory).endsWith('\n' + COMMENT + JSON + ' ' + json + '\n');
  }

  /**
   * Reads the summary.
   *
   * @throws LambdaImageException when the directory has none, or an incomplete one
   */
  static ImageSummary read(Path directory) throws LambdaImageException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(directory)));
      List<BuiltLayer> layers = new ArrayList<>();
      for (int i = 0; properties.containsKey("layers." + i + ".name"); i++) {
        layers.add(layer(properties, "layers." + i + "."));
      }
      List<CheckResult> checks = new ArrayList<>();
      for (int i = 0; properties.containsKey("checks." + i + ".name"); i++) {
        checks.add(check(properties, "checks." + i + "."));
      }
      return new ImageSummary(
          digest(properties, "digest"),
          digest(properties, "imageId"),
          ImageName.parse(text(properties, "base.reference")).at(digest(properties, "base.digest")),
          text(properties, "architecture"),
          text(properties, "handler"),
          text(properties, "created"),
          layers,
          checks,
          properties.containsKey("imageUri")
              ? new Publication(
                  text(properties, "registry"),
                  text(properties, "repository"),
                  List.of(text(properties, "tags").split(",")),
                  AttachedFields.of(properties))
              : null,
          copied(properties),
          startup(properties));
    } catch (IOException | RuntimeException e) {
      throw new LambdaImageException(
          "'%s' holds no image, or an incomplete one. Run 'mvn lambda-image:build' first."
              .formatted(directory),
          e);
    }
  }

  private static JsonObject json(ImageSummary summary) {
    JsonObject json =
        JsonObject.empty()
            .with("digest", summary.digest().toString())
            .with("imageId", summary.imageId().toString())
            .with("base", json(summary.base()))
            .with("architecture", summary.architecture())
            .with("handler", summary.handler())
            .with("created", summary.created())
            .with("layers", summary.layers().stream().map(SummaryFiles::json).toList())
            .with("checks", summary.checks().stream().map(SummaryFiles::json).toList());
    if (!summary.copied().isEmpty()) {
      json.with("copied", summary.copied().stream().map(SummaryFiles::json).toList());
    }
    StartupFigures startup = summary.startup();
    if (startup != null) {
      json.with(
          "startupCache",
          JsonObject.empty()
              .with("initMillisWithout", startup.before())
              .with("initMillisWith", startup.after())
              .with("size", startup.size()));
    }
    Publication publication = summary.publication();
    if (publication != null) {
      json.with("imageUri", String.valueOf(summary.imageUri()))
          .with("registry", publication.registry())
          .with("repository", publication.repository())
          .with("tags", publication.tags());
      AttachedFields.put(json, publication.attached());
    }
    return json;
  }

  private static JsonObject json(ImageName image) {
    return JsonObject.empty()
        .with("reference", image.text())
        .with("digest", String.valueOf(image.digest()));
  }

  private static JsonObject json(BuiltLayer layer) {
    return JsonObject.empty()
        .with("name", layer.name())
        .with("digest", layer.blob().digest().toString())
        .with("diffId", layer.blob().diffId().toString())
        .with("size", layer.blob().size())
        .with("uncompressedSize", layer.blob().uncompressedSize())
        .with("cached", layer.cached());
  }

  private static JsonObject json(CheckResult check) {
    return JsonObject.empty()
        .with("name", check.check())
        .with("level", check.level())
        .with("problems", check.problems())
        .with("warnings", check.warnings())
        .with("notes", check.notes());
  }

  private static Map<String, String> properties(ImageSummary summary) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("digest", summary.digest().toString());
    properties.put("imageId", summary.imageId().toString());
    properties.put("base.reference", summary.base().text());
    properties.put("base.digest", String.valueOf(summary.base().digest()));
    properties.put("architecture", summary.architecture());
    properties.put("handler", summary.handler());
    properties.put("created", summary.created());
    for (int i = 0; i < summary.layers().size(); i++) {
      BuiltLayer layer = summary.layers().get(i);
      String prefix = "layers." + i + ".";
      properties.put(prefix + "name", layer.name());
      properties.put(prefix + "digest", layer.blob().digest().toString());
      properties.put(prefix + "diffId", layer.blob().diffId().toString());
      properties.put(prefix + "size", String.valueOf(layer.blob().size()));
      properties.put(prefix + "uncompressedSize", String.valueOf(layer.blob().uncompressedSize()));
      properties.put(prefix + "cached", String.valueOf(layer.cached()));
    }
    for (int i = 0; i < summary.checks().size(); i++) {
      CheckResult check = summary.checks().get(i);
      String prefix = "checks." + i + ".";
      properties.put(prefix + "name", check.check());
      properties.put(prefix + "level", check.level());
      putAll(properties, prefix + "problems.", check.problems());
      putAll(properties, prefix + "warnings.", check.warnings());
      putAll(properties, prefix + "notes.", check.notes());
    }
    for (int i = 0; i < summary.copied().size(); i++) {
      ImageName image = summary.copied().get(i);
      properties.put("copied." + i + ".reference", image.text());
      properties.put("copied." + i + ".digest", String.valueOf(image.digest()));
    }
    StartupFigures startup = summary.startup();
    if (startup != null) {
      properties.put("startupCache.initMillisWithout", String.valueOf(startup.before()));
      properties.put("startupCache.initMillisWith", String.valueOf(startup.after()));
      properties.put("startupCache.size", String.valueOf(startup.size()));
    }
    Publication publication = summary.publication();
    if (publication != null) {
      properties.put("imageUri", String.valueOf(summary.imageUri()));
      properties.put("registry", publication.registry());
      properties.put("repository", publication.repository());
      properties.put("tags", String.join(",", publication.tags()));
      AttachedFields.put(properties, publication.attached());
    }
    return properties;
  }

  private static BuiltLayer layer(Properties properties, String prefix)
      throws LambdaImageException {
    return new BuiltLayer(
        text(properties, prefix + "name"),
        new LayerBlob(
            digest(properties, prefix + "diffId"),
            digest(properties, prefix + "digest"),
            Long.parseLong(text(properties, prefix + "size")),
            Long.parseLong(text(properties, prefix + "uncompressedSize"))),
        Boolean.parseBoolean(text(properties, prefix + "cached")));
  }

  private static CheckResult check(Properties properties, String prefix) {
    return new CheckResult(
        text(properties, prefix + "name"),
        text(properties, prefix + "level"),
        texts(properties, prefix + "problems."),
        texts(properties, prefix + "warnings."),
        texts(properties, prefix + "notes."));
  }

  private static List<ImageName> copied(Properties properties) throws LambdaImageException {
    List<ImageName> images = new ArrayList<>();
    for (int i = 0; properties.containsKey("copied." + i + ".reference"); i++) {
      String prefix = "copied." + i + ".";
      images.add(
          ImageName.parse(text(properties, prefix + "reference"))
              .at(digest(properties, prefix + "digest")));
    }
    return List.copyOf(images);
  }

  private static @Nullable StartupFigures startup(Properties properties)
      throws LambdaImageException {
    return properties.containsKey("startupCache.size")
        ? StartupFigures.parse(
            text(properties, "startupCache.initMillisWithout"),
            text(properties, "startupCache.initMillisWith"),
            text(properties, "startupCache.size"))
        : null;
  }

  private static void putAll(Map<String, String> properties, String prefix, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      properties.put(prefix + i, texts.get(i));
    }
  }

  private static List<String> texts(Properties properties, String prefix) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; properties.containsKey(prefix + i); i++) {
      texts.add(text(properties, prefix + i));
    }
    return List.copyOf(texts);
  }

  private static Digest digest(Properties properties, String name) throws LambdaImageException {
    return Digest.parse(text(properties, name));
  }

  private static String text(Properties properties, String name) {
    return Objects.requireNonNull(properties.getProperty(name), name);
  }

  /** Escapes characters that are special inside a value; no value begins with a blank. */
  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
