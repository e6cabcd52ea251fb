package io.github.lambdaimage.image;

import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done to build an image, as far as it is known after reading only small layers.
 *
 * @param base pinned
 * @param layers of the function, the lowest first
 * @param isOther whether it certainly differs from the previous image, or is the first
 */
record AssemblyPlan(FunctionImage image, ImageName base, List<Layer> layers, boolean isOther) {

  /**
   * From this size on, in bytes, packing a layer takes much longer than the checks, and waits for
   * them. Smaller ones are packed meanwhile; at worst they are in the cache for the next build.
   */
  private static final long WORTH_WAITING = 256L * 1024 * 1024;

  /** Up to this size, in bytes, a layer is read at once to see whether it has changed. */
  private static final long READ_AT_ONCE = 1024 * 1024;

  /**
   * One layer.
   *
   * @param before what it was packed into the last time, or {@code null} if it never was
   * @param unchanged whether its files are certainly those of that time
   */
  record Layer(LayerState state, @Nullable LayerBlob before, boolean unchanged) {

    /** Whether the checks should not wait until it is known whether the layer has changed. */
    boolean takesLong() {
      return state.size() > READ_AT_ONCE;
    }

    /** Whether it is packed only after the checks have passed. */
    boolean waitsForChecks() {
      return state.size() >= WORTH_WAITING;
    }
  }

  /**
   * Plans an image.
   *
   * @param states of the image's layers
   * @param record of the previous image, or {@code null} if there is none
   * @param asBuilt whether that image is wanted even if a part of it could not be made
   */
  static AssemblyPlan of(
      FunctionImage image,
      ImageName base,
      List<LayerState> states,
      @Nullable BuildRecord record,
      boolean asBuilt) {
    List<Layer> layers = new ArrayList<>();
    for (LayerState state : states) {
      layers.add(
          record == null
              ? new Layer(state, null, false)
              : new Layer(
                  state, record.blob(state.layer().name()), isUnchanged(state, base, record)));
    }
    return new AssemblyPlan(
        image, base, layers, record == null || !record.isOf(image, base, states, asBuilt));
  }

  /** Whether a layer is unchanged; on another base, the same files may get other paths. */
  private static boolean isUnchanged(LayerState state, ImageName base, BuildRecord record) {
    return record.isUnchanged(state)
        && (record.base().equals(base)
            || !(BasePlaces.matter(state.layer(), record.base())
                || BasePlaces.matter(state.layer(), base)));
  }

  /** Computes the current diff id of a layer. */
  @FunctionalInterface
  interface DiffIds {
    Digest of(FunctionLayer layer) throws LambdaImageException;
  }

  /**
   * The same plan, more certain about files that only have new times: maven-resources-plugin copies
   * resources in each build. Only small layers are read for that, until one has changed.
   */
  AssemblyPlan read(DiffIds diffIds) throws LambdaImageException {
    List<Layer> read = new ArrayList<>();
    boolean other = isOther;
    boolean uncertain = false;
    for (Layer layer : layers) {
      Layer known = layer;
      if (!other && !uncertain && !layer.unchanged()) {
        LayerBlob before = layer.before();
        if (before == null || !isReadAtOnce(layer)) {
          uncertain = true;
        } else if (diffIds.of(layer.state().layer()).equals(before.diffId())) {
          known = new Layer(layer.state(), before, true);
        } else {
          other = true;
        }
      }
      read.add(known);
    }
    return new AssemblyPlan(image, base, read, other);
  }

  private boolean isReadAtOnce(Layer layer) {
    return !layer.takesLong() && !BasePlaces.matter(layer.state().layer(), base);
  }

  /** Whether the previous image is the one to build. */
  boolean isUpToDate() {
    if (isOther) {
      return false;
    }
    for (Layer layer : layers) {
      if (!layer.unchanged()) {
        return false;
      }
    }
    return true;
  }
}
