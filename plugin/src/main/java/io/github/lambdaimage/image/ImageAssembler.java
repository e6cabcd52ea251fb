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
   * What a record says of a build.
   *
   * @param takenAt when it began, in milliseconds since the epoch
   * @param pins whether later pushes are to use its base
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
   * An assembler of one image of several.
   *
   * @param clock the one that the file system's times come from
   * @param ofBuild what the others have packed
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
   * Begins to find out about the base of an image that will be asked for, so that it is known by
   * the time that the project is compiled.
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
   * What a name of an image that files are copied from stood for in the build that a directory has,
   * if that is to be used again; else {@code null}.
   */
  public @Nullable ImageName recorded(ImageName name, Path directory, BasePolicy policy) {
    BuildRecord record =
        policy == BasePolicy.CURRENT ? null : BuildRecord.read(directory, cache.version());
    return record == null ? null : record.copiedFor(name);
  }

  /**
   * Makes the image, or recognises that it is there.
   *
   * @param directory of the layout
   * @param inspection asked unless the very image is there already
   * @param base of the image, begun with the same directory and policy
   * @param listener told of each layer that is ready to be sent; of none of an image that is
   *     refused or there already
   * @throws LambdaImageException when base or files are not to be had, or the disk does not take
   *     the result; the directory then holds the earlier image, or none that counts as whole
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
        // What a build is tested with is what later pushes are to use.
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
      // Mostly, what is to be packed does not depend on the base, and need not wait for it.
      boolean waits = BasePlaces.matter(image.layers(), base.name());
      // Where it does, the state of the files does not say what comes of them.
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
        // It may have been refused: its start is tried.
        packing.tell();
      }
      boolean pins = policy == BasePolicy.CURRENT || (record != null && record.pins(plan.base()));
      return write(directory, plan, whole, new Made(now, pins), earlier);
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  /** In a folder that cannot be written, the next build looks at the same bytes once more. */
  private void renew(BuildRecord record, Path directory) {
    try {
      record.write(directory, cache.version());
    } catch (IOException e) {
      // The image is as it should be all the same.
    }
  }

  /** The record comes last: without it the next build does everything over. */
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
   * Has no blob of an image believed by what is remembered of it, since one has turned out to be
   * damaged: the next {@link #assemble} makes anew what is not as it should be.
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
   * Looks the function over without making an image of it.
   *
   * @throws LambdaImageException when it is refused, or the base is not to be had
   */
  public List<CheckResult> inspect(FunctionImage image, Inspection inspection, PendingBase base)
      throws LambdaImageException {
    Pending<BaseImage> baseImage = base.image();
    return inspection.inspect(OnBase.of(image, baseImage.get(), contents), baseImage);
  }

  /**
   * The Java release of a base, for which it is loaded, and its files are read if its config does
   * not tell.
   *
   * @return nothing where it cannot be told
   * @throws LambdaImageException when the base itself is not to be had
   */
  public Optional<Integer> javaRelease(PendingBase pending) throws LambdaImageException {
    return JavaRelease.of(pending.image().get(), contents);
  }
}
