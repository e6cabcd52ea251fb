package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.JavaRelease;
import io.github.lambdaimage.base.PendingBase;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.layer.LayersOfBuild;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link FunctionImage} into an {@link ImageLayout}, and repeats only the work for what has
 * changed.
 */
public final class ImageAssembler {

  /** Which base a tag means, if an earlier build has recorded a digest for it. */
  public enum BasePolicy {
    /** The registry's current digest. */
    CURRENT,
    /** The digest of the last {@code build}, even if the tag has moved since. */
    RECORDED
  }

  /**
   * What a record says about a build.
   *
   * @param takenAt when it began, in milliseconds since the epoch
   * @param pins whether later pushes use its base
   */
  private record Made(long takenAt, boolean pins) {}

  private final BaseImages bases;
  private final BaseContents contents;
  private final CacheDirectory cache;
  private final Clock clock;
  private final LayersOfBuild ofBuild;

  /**
   * An assembler.
   *
   * @param clock the one that the file system's times come from
   */
  public ImageAssembler(
      BaseImages bases, BaseContents contents, CacheDirectory cache, Clock clock) {
    this(bases, contents, cache, clock, new LayersOfBuild(clock));
  }

  /**
   * An assembler for one image of several.
   *
   * @param clock the one that the file system's times come from
   * @param ofBuild what other modules have packed
   */
  public ImageAssembler(
      BaseImages bases,
      BaseContents contents,
      CacheDirectory cache,
      Clock clock,
      LayersOfBuild ofBuild) {
    this.bases = bases;
    this.contents = contents;
    this.cache = cache;
    this.clock = clock;
    this.ofBuild = ofBuild;
  }

  /**
   * Begins to determine the base of an image that will be built, so that it is known when the
   * project is compiled.
   *
   * @param directory of the layout, as for {@link #assemble}
   */
  public PendingBase begin(
      ImageName from, Architecture architecture, Path directory, BasePolicy policy) {
    BuildRecord record = BuildRecord.read(directory, cache.version());
    return begin(from, architecture, EarlierImage.in(directory, record).record(), policy);
  }

  private PendingBase begin(
      ImageName from, Architecture architecture, @Nullable BuildRecord record, BasePolicy policy) {
    ImageName recorded =
        record == null || policy == BasePolicy.CURRENT ? null : record.baseFor(from);
    return recorded == null
        ? PendingBase.begin(bases, from, architecture, record == null ? null : record.base())
        : PendingBase.of(bases, recorded, architecture);
  }

  /**
   * What the name of an image that files are copied from stood for in a directory's last build, if
   * that is to be used again; else {@code null}.
   */
  public @Nullable ImageName recorded(ImageName name, Path directory, BasePolicy policy) {
    BuildRecord record =
        policy == BasePolicy.CURRENT ? null : BuildRecord.read(directory, cache.version());
    return record == null ? null : record.copiedFor(name);
  }

  /**
   * Builds the image, or finds that it is up to date.
   *
   * @param directory of the layout
   * @param inspection called unless the same image exists already
   * @param base of the image, begun with the same directory and policy
   * @param listener receives each layer that is ready to be sent; none if the image is refused or
   *     exists already
   * @throws LambdaImageException when base or files are not available, or the result cannot be
   *     written; the directory then has the previous image, or an incomplete one that does not
   *     count
   */
  public Assembly assemble(
      FunctionImage image,
      Path directory,
      BasePolicy policy,
      Inspection inspection,
      PendingBase base,
      LayerListener listener)
      throws LambdaImageException {
    long now = clock.millis();
    BuildRecord known = BuildRecord.read(directory, cache.version());
    EarlierImage earlier = EarlierImage.in(directory, known).verified();
    BuildRecord record = earlier.record();
    try (ModuleJars jars = new ModuleJars()) {
      List<LayerState> states = LayerState.of(image.layers());
      AssemblyPlan plan =
          AssemblyPlan.of(image, base.name(), states, record, policy == BasePolicy.RECORDED)
              .read(layer -> LayerCache.diffId(layer, jars));
      if (earlier.layout() != null && record != null && plan.isUpToDate()) {
        // Later pushes use the base with which a build was tested.
        boolean pins = policy == BasePolicy.CURRENT && !record.basePinned();
        if (pins) {
          record.pinned().write(directory, cache.version());
        } else if (known != null && !known.hasStamps(earlier.sound())) {
          renew(record, directory);
        }
        return new Assembly(image, earlier.layout(), List.of(), true, false, earlier.summary());
      }

      // Base and checks go on while the layers are packed.
      Pending<BaseImage> baseImage = base.image();
      Pending<FunctionImage> onBase =
          Pending.start("lambda-image-on-base", () -> OnBase.of(image, baseImage.get(), contents));
      LateInspection checks = new LateInspection(() -> inspection.inspect(onBase.get(), baseImage));
      // Usually, what is packed does not depend on the base, and need not wait for it.
      boolean waits = BasePlaces.matter(image.layers(), base.name());
      // If it does, the state of the files does not determine the result.
      LayerCache layerCache = waits ? new LayerCache(cache) : new LayerCache(cache, ofBuild);
      LayerPacking packing = new LayerPacking(layerCache, earlier, checks, listener);
      ContainerBuildPlan description = ImagePlan.of(waits ? onBase.get() : image, jars);
      List<BuiltLayer> layers = packing.pack(plan, description, jars);
      List<CheckResult> results = checks.results(earlier.checks());
      if (image.startup() == null) {
        packing.tell();
      }
      Composition whole =
          new Composer(contents, cache)
              .compose(
                  image,
                  onBase.get(),
                  description,
                  baseImage.get(),
                  layers,
                  results,
                  packing::file);
      if (image.startup() != null) {
        // It may have been refused: its start is tested.
        packing.tell();
      }
      boolean pins = policy == BasePolicy.CURRENT || (record != null && record.pins(plan.base()));
      return write(directory, plan, whole, new Made(now, pins), earlier);
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  /** If the folder cannot be written, the next build reads the same bytes once more. */
  private void renew(BuildRecord record, Path directory) {
    try {
      record.write(directory, cache.version());
    } catch (IOException e) {
      // The image itself is right.
    }
  }

  /** Writes the layout. The record comes last: without it, the next build repeats everything. */
  private Assembly write(
      Path directory, AssemblyPlan plan, Composition whole, Made made, EarlierImage earlier)
      throws IOException {
    BuildRecord.delete(directory);
    ImageDocuments documents = whole.documents();
    boolean sound = earlier.isSound();
    ImageLayout layout =
        earlier.layout() != null && sound && earlier.isSaid(documents.summary())
            ? earlier.layout()
            : ImageLayout.write(directory, documents, new LayerCache(cache)::blob, earlier);
    BuildRecord later =
        BuildRecord.of(plan, whole.layers(), layout.stamps(earlier), made.takenAt(), made.pins());
    later.write(directory, cache.version());
    boolean same = earlier.isOf(documents.summary());
    BuildRecord record = earlier.record();
    return new Assembly(
        plan.image(),
        layout,
        record == null || earlier.layout() == null || same ? List.of() : record.changes(later),
        same && sound,
        record != null && earlier.layout() != null && !sound,
        earlier.summary());
  }

  /**
   * Makes the next {@link #assemble} check everything that is remembered of an image, since one of
   * its blobs was found damaged, and build again what is wrong.
   *
   * @param directory of the layout
   * @param blob that is damaged there, or in the cache
   */
  public void distrust(Path directory, Digest blob) throws LambdaImageException {
    cache.dropIfDamaged(blob);
    BuildRecord record = BuildRecord.read(directory, cache.version());
    if (record == null) {
      return;
    }
    try {
      record.withoutLayers().write(directory, cache.version());
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  private static LambdaImageException notWritten(Path directory, IOException e) {
    return new LambdaImageException(
        "The image could not be written to '%s': %s. No part of it is used; free space or make the file accessible, and run again."
            .formatted(directory, FailureReason.of(e)),
        e);
  }

  /**
   * Checks the function without building an image.
   *
   * @throws LambdaImageException when it is refused, or the base is not available
   */
  public List<CheckResult> inspect(FunctionImage image, Inspection inspection, PendingBase base)
      throws LambdaImageException {
    Pending<BaseImage> baseImage = base.image();
    return inspection.inspect(OnBase.of(image, baseImage.get(), contents), baseImage);
  }

  /**
   * The Java release of a base, which is loaded for that; its files are read if its config does not
   * tell.
   *
   * @return empty if it cannot be determined
   * @throws LambdaImageException when the base itself is not available
   */
  public Optional<Integer> javaRelease(PendingBase pending) throws LambdaImageException {
    return JavaRelease.of(pending.image().get(), contents);
  }
}
