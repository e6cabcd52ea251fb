package io.github.lambdaimage.image;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.JavaProgram;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a {@link FunctionImage} into an {@link ImageLayout}, doing over only what changed. */
public final class ImageAssembler {

  /** Which base a tag means, when an earlier build has recorded a digest for it. */
  public enum BasePolicy {
    /** What the registry says now. */
    CURRENT,
    /** What the last {@code build} used, even if the tag moved meanwhile. */
    RECORDED
  }

  /**
   * From this size on, in bytes, packing a layer takes much longer than the checks: it waits for
   * them. Smaller ones are packed meanwhile, and at worst lie in the cache for the next build.
   */
  private static final long WORTH_WAITING = 256L * 1024 * 1024;

  /** Up to this size, in bytes, whether a layer is another one is known as soon as asked for. */
  private static final long READ_AT_ONCE = 1024 * 1024;

  private final BaseImages bases;
  private final BaseContents contents;
  private final LayerCache cache;
  private final PluginVersion version;
  private final Clock clock;

  /**
   * An assembler.
   *
   * @param clock the one that the file system's times come from
   */
  public ImageAssembler(
      BaseImages bases, BaseContents contents, CacheDirectory cache, Clock clock) {
    this.bases = bases;
    this.contents = contents;
    this.cache = new LayerCache(cache);
    this.version = cache.version();
    this.clock = clock;
  }

  /**
   * Makes the image, or recognises that it is there.
   *
   * @param directory of the layout
   * @param inspection asked unless the very image is there already
   * @throws LambdaImageException when base or files are not to be had, or the disk does not take
   *     the result; the directory then holds the earlier image, or none that counts as whole
   */
  public Assembly assemble(
      FunctionImage image, Path directory, BasePolicy policy, Inspection inspection)
      throws LambdaImageException {
    try {
      return assembleUnlessThere(image, directory, policy, inspection);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image could not be written to '%s': %s. Nothing of it counts; free space or make the file accessible, and run again."
              .formatted(directory, Reason.of(e)),
          e);
    }
  }

  private Assembly assembleUnlessThere(
      FunctionImage image, Path directory, BasePolicy policy, Inspection inspection)
      throws IOException, LambdaImageException {
    long now = clock.millis();
    ImageLayout earlier = openIfWhole(directory);
    BuildRecord record = earlier == null ? null : BuildRecord.read(directory, version);
    List<LayerState> states = LayerState.of(image.layers());
    ImageName base = base(image.from(), record, policy);
    if (earlier != null && record != null && record.stillHolds(image, base, states)) {
      return new Assembly(image, earlier, List.of(), true, earlier.summary());
    }

    // Both go on while the layers are packed.
    Pending<BaseImage> baseImage = load(base, image);
    LateInspection checks = new LateInspection(() -> inspection.inspect(image, baseImage));
    if (record == null || !record.isOf(image, base, states)) {
      checks.begin();
    }
    List<BuiltLayer> layers = new ArrayList<>();
    Map<String, BuildRecord.Entry> entries = new LinkedHashMap<>();
    for (LayerState state : states) {
      BuiltLayer layer = unchanged(state, record);
      if (layer == null) {
        if (state.size() > READ_AT_ONCE) {
          checks.begin();
        }
        // What they refuse need not be packed.
        checks.refuse(state.size() >= WORTH_WAITING);
        layer = cache.build(state.layer());
        if (record == null || !record.has(layer)) {
          checks.begin();
        }
      }
      layers.add(layer);
      entries.put(layer.name(), new BuildRecord.Entry(state.key(), layer.blob()));
    }
    List<CheckResult> results =
        checks.results(earlier == null ? List.of() : earlier.summary().checks());
    BaseImage loaded = baseImage.get();
    byte[] config = ImageConfig.of(image, loaded, layers, java(image, loaded));
    byte[] manifest = ManifestDocument.of(image.format(), config, loaded, layers).bytes();
    ImageSummary summary = summary(image, base, manifest, config, layers, results);

    BuildRecord.delete(directory);
    boolean same = earlier != null && earlier.summary().digest().equals(summary.digest());
    ImageLayout layout =
        same
                && earlier != null
                && base.equals(earlier.summary().base())
                && results.equals(earlier.summary().checks())
            ? earlier
            : ImageLayout.write(directory, summary, image.format(), manifest, config, cache);
    boolean basePinned = policy == BasePolicy.CURRENT || isPinned(base, record);
    BuildRecord made = new BuildRecord(now, image.parameters(), base, basePinned, entries);
    made.write(directory, version);
    return new Assembly(
        image,
        layout,
        record == null || same ? List.of() : record.changes(made),
        same,
        earlier == null ? null : earlier.summary());
  }

  /**
   * Looks the function over without making an image of it.
   *
   * @throws LambdaImageException when it is refused, or the base is not to be had
   */
  public List<CheckResult> inspect(FunctionImage image, Inspection inspection)
      throws LambdaImageException {
    return inspection.inspect(image, load(bases.pin(image.from()), image));
  }

  private Pending<BaseImage> load(ImageName base, FunctionImage image) {
    return Pending.start("lambda-image-base", () -> bases.load(base, image.architecture()));
  }

  /** The base's Java, where the image is to start it. */
  private @Nullable String java(FunctionImage image, BaseImage base) throws LambdaImageException {
    return image.startsRuntimeClient()
        ? JavaProgram.find(base, contents.files(base))
            .orElseThrow(
                () ->
                    new LambdaImageException(
                        "<runtimeInterfaceClient> needs a Java in the base image, and there is none in '%s': neither in its JAVA_HOME nor on its PATH. Name a base with a Java in <from>."
                            .formatted(base.name())))
        : null;
  }

  /** A push that has to build again keeps to the base of the {@code build} before it. */
  private static boolean isPinned(ImageName base, @Nullable BuildRecord record) {
    return record != null && record.basePinned() && base.equals(record.base());
  }

  private ImageName base(ImageName from, @Nullable BuildRecord record, BasePolicy policy)
      throws LambdaImageException {
    return record != null
            && record.basePinned()
            && policy == BasePolicy.RECORDED
            && record.base().text().equals(from.text())
        ? record.base()
        : bases.pin(from);
  }

  private static @Nullable BuiltLayer unchanged(LayerState state, @Nullable BuildRecord record) {
    LayerBlob blob = record == null ? null : record.unchanged(state);
    return blob == null ? null : new BuiltLayer(state.layer().name(), blob, true);
  }

  private static ImageSummary summary(
      FunctionImage image,
      ImageName base,
      byte[] manifest,
      byte[] config,
      List<BuiltLayer> layers,
      List<CheckResult> checks) {
    return new ImageSummary(
        Digest.of(manifest),
        Digest.of(config),
        base,
        image.architecture().lambdaName(),
        image.handler().value(),
        image.created().toString(),
        List.copyOf(layers),
        checks,
        null);
  }

  private static @Nullable ImageLayout openIfWhole(Path directory) {
    try {
      return ImageLayout.open(directory);
    } catch (LambdaImageException e) {
      return null;
    }
  }
}
