package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.cache.SealedText;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.LayerRecord;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record of what a build was made from, kept beside its layout, so that the next build can see
 * what has changed. It is text, because the first use of a JSON library costs more than everything
 * else that an unchanged project needs.
 *
 * @param takenAt just before the files were read, in milliseconds since the epoch
 * @param parameters see {@link FunctionImage#parameters()}
 * @param base the base image, pinned
 * @param copied the images that files were copied from, pinned
 * @param basePinned whether later pushes use that base and those images even if their tags have
 *     moved: a user who ran {@code build} and tested the image expects the same in {@code push}
 * @param layers by name: the state of the files at that time, what they were packed into, and what
 *     the file system said about that blob
 */
record BuildRecord(
    long takenAt,
    Digest parameters,
    ImageName base,
    List<ImageName> copied,
    boolean basePinned,
    Map<String, Entry> layers) {

  private static final String FILE = ".build-record";
  private static final String FORM = "build 3 " + LayerCache.PACKING;
  private static final int HEADER_LINES = 5;

  /** One layer: the key of its {@link LayerState}, its blob, and the blob's {@link BlobStamp}. */
  record Entry(Digest state, LayerBlob blob, String stamp) {}

  /** The record of a layout, or {@code null} if there is none written by this version. */
  static @Nullable BuildRecord read(Path layout, PluginVersion version) {
    try {
      String text = SealedText.of(version, FORM).open(Files.readAllBytes(layout.resolve(FILE)));
      return text == null ? null : parse(text.split("\n", -1));
    } catch (IOException | LambdaImageException | RuntimeException e) {
      // Whatever is wrong with it: build as if it did not exist.
      return null;
    }
  }

  private static BuildRecord parse(String[] lines) throws LambdaImageException {
    String[] base = lines[2].split(" ", -1);
    Map<String, Entry> layers = new LinkedHashMap<>();
    for (int i = HEADER_LINES; i < lines.length; i++) {
      String[] fields = lines[i].split(" ", LayerRecord.FIELDS + 3);
      layers.put(
          fields[LayerRecord.FIELDS + 2],
          new Entry(
              Digest.parse(fields[0]),
              LayerRecord.parse(fields, 1),
              fields[LayerRecord.FIELDS + 1]));
    }
    return new BuildRecord(
        Long.parseLong(lines[0]),
        Digest.parse(lines[1]),
        ImageName.parse(base[0]).at(Digest.parse(base[1])),
        images(lines[4]),
        Boolean.parseBoolean(lines[3]),
        layers);
  }

  /** Parses alternating names and digests. */
  private static List<ImageName> images(String line) throws LambdaImageException {
    List<ImageName> images = new ArrayList<>();
    String[] fields = line.split(" ", -1);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      images.add(ImageName.parse(fields[i]).at(Digest.parse(fields[i + 1])));
    }
    return images;
  }

  private static String line(List<ImageName> images) {
    List<String> fields = new ArrayList<>();
    for (ImageName image : images) {
      fields.add(image.text());
      fields.add(String.valueOf(image.digest()));
    }
    return String.join(" ", fields);
  }

  /** The same record, whose base later pushes use. */
  BuildRecord pinned() {
    return new BuildRecord(takenAt, parameters, base, copied, true, layers);
  }

  /**
   * The same record without its layers: what is known of the base holds whatever happened to the
   * blobs.
   */
  BuildRecord withoutLayers() {
    return new BuildRecord(takenAt, parameters, base, copied, basePinned, Map.of());
  }

  /** The record with the current stamps, without the layers that have none. */
  BuildRecord stamped(Map<Digest, String> stamps) {
    Map<String, Entry> sound = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> layer : layers.entrySet()) {
      Entry entry = layer.getValue();
      String stamp = stamps.get(entry.blob().digest());
      if (stamp != null) {
        sound.put(layer.getKey(), new Entry(entry.state(), entry.blob(), stamp));
      }
    }
    return new BuildRecord(takenAt, parameters, base, copied, basePinned, sound);
  }

  /** Whether these are the stamps of its layers' blobs. */
  boolean hasStamps(Map<Digest, String> stamps) {
    for (Entry layer : layers.values()) {
      if (!layer.stamp().equals(stamps.get(layer.blob().digest()))) {
        return false;
      }
    }
    return true;
  }

  /** The stamp of a layer's blob, or {@code null} if it is not known. */
  @Nullable String stamp(BuiltLayer layer) {
    Entry entry = layers.get(layer.name());
    return entry != null && entry.blob().equals(layer.blob()) ? entry.stamp() : null;
  }

  static void delete(Path layout) throws IOException {
    Files.deleteIfExists(layout.resolve(FILE));
  }

  /**
   * The record of an image that has just been built.
   *
   * @param stamps of the blobs of the layers
   */
  static BuildRecord of(
      AssemblyPlan plan,
      List<BuiltLayer> layers,
      Map<Digest, String> stamps,
      long takenAt,
      boolean basePinned) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      BuiltLayer layer = layers.get(i);
      // Layers beyond the planned ones have no files of the project.
      Digest state =
          i < plan.layers().size() ? plan.layers().get(i).state().key() : layer.blob().diffId();
      String stamp = stamps.getOrDefault(layer.blob().digest(), BlobStamp.NONE);
      entries.put(layer.name(), new Entry(state, layer.blob(), stamp));
    }
    FunctionImage image = plan.image();
    return new BuildRecord(
        takenAt, image.parameters(), plan.base(), image.copied(), basePinned, entries);
  }

  void write(Path layout, PluginVersion version) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.valueOf(takenAt));
    lines.add(parameters.toString());
    lines.add(base.text() + " " + base.digest());
    lines.add(String.valueOf(basePinned));
    lines.add(line(copied));
    layers.forEach(
        (name, layer) ->
            lines.add(
                layer.state()
                    + " "
                    + LayerRecord.line(layer.blob())
                    + " "
                    + layer.stamp()
                    + " "
                    + name));
    AtomicFile.write(
        layout.resolve(FILE), SealedText.of(version, FORM).seal(String.join("\n", lines)));
  }

  /** Whether a layer's files are certainly those that its blob was made from. */
  boolean isUnchanged(LayerState state) {
    Entry entry = layers.get(state.layer().name());
    return entry != null && entry.state().equals(state.key()) && state.wasSettledAt(takenAt);
  }

  /**
   * Whether it gives the same image if all layers are packed into the same blobs.
   *
   * @param asBuilt whether an image that could not get a startup cache stays without: what was
   *     tested is pushed
   */
  boolean isOf(
      FunctionImage image, ImageName pinnedBase, List<LayerState> states, boolean asBuilt) {
    int more = layers.size() - states.size();
    return parameters.equals(image.parameters())
        && base.equals(pinnedBase)
        && copied.equals(image.copied())
        && (image.startup() == null
            ? more == 0
            : more == StartupLayers.COUNT || (asBuilt && more == 0 && image.startup().mayLack()));
  }

  /** The base that later pushes use for this name, or {@code null} if none is recorded. */
  @Nullable ImageName baseFor(ImageName from) {
    return basePinned && base.text().equals(from.text()) ? base : null;
  }

  /**
   * The image that later pushes copy files from for this name, or {@code null} if none is recorded.
   */
  @Nullable ImageName copiedFor(ImageName name) {
    for (ImageName image : copied) {
      if (basePinned && image.text().equals(name.text())) {
        return image;
      }
    }
    return null;
  }

  /**
   * Whether later pushes use this base: a push that has to build again keeps the base of the
   * previous {@code build}.
   */
  boolean pins(ImageName pinnedBase) {
    return basePinned && base.equals(pinnedBase);
  }

  /** The names of what differs in a later build. */
  List<String> changes(BuildRecord later) {
    List<String> changes = new ArrayList<>();
    if (!parameters.equals(later.parameters)) {
      changes.add("parameters");
    }
    if (!base.equals(later.base)) {
      changes.add("base image");
    }
    if (!copied.equals(later.copied)) {
      changes.add("copied images");
    }
    Set<String> names = new LinkedHashSet<>(layers.keySet());
    names.addAll(later.layers.keySet());
    for (String name : names) {
      if (!Objects.equals(blob(name), later.blob(name))) {
        changes.add(name);
      }
    }
    return changes;
  }

  /** What a layer was packed into, or {@code null} if there was none with that name. */
  @Nullable LayerBlob blob(String layer) {
    Entry entry = layers.get(layer);
    return entry == null ? null : entry.blob();
  }
}
