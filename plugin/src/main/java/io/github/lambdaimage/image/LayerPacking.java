package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.LayerPlan;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Packs the layers of a plan while the checks run, which start if the image has changed. */
final class LayerPacking {

  private final LayerCache cache;
  private final EarlierImage earlier;
  private final LateInspection checks;
  private final LayerListener listener;
  private final Queue<BuiltLayer> untold = new ArrayDeque<>();

  /**
   * Packing.
   *
   * @param earlier has the blobs of unchanged layers
   */
  LayerPacking(
      LayerCache cache, EarlierImage earlier, LateInspection checks, LayerListener listener) {
    this.cache = cache;
    this.earlier = earlier;
    this.checks = checks;
    this.listener = listener;
  }

  /**
   * Packs them.
   *
   * @param description of the same image
   * @param jars of the description
   * @throws LambdaImageException when the checks have refused the image meanwhile
   */
  List<BuiltLayer> pack(AssemblyPlan plan, ContainerBuildPlan description, ModuleJars jars)
      throws LambdaImageException {
    if (plan.isOther()) {
      checks.begin();
    }
    List<BuiltLayer> layers = new ArrayList<>();
    for (AssemblyPlan.Layer layer : plan.layers()) {
      BuiltLayer built = pack(layer, ImagePlan.layer(description, layers.size()), jars);
      layers.add(built);
      untold.add(built);
      // One with a startup cache may still be refused: its start is tested.
      if (plan.image().startup() == null && checks.havePassed()) {
        tell();
      }
    }
    return layers;
  }

  private BuiltLayer pack(AssemblyPlan.Layer layer, LayerPlan description, ModuleJars jars)
      throws LambdaImageException {
    LayerBlob before = layer.before();
    if (before != null && layer.unchanged()) {
      return new BuiltLayer(layer.state().layer().name(), before, true);
    }
    if (layer.takesLong()) {
      checks.begin();
    }
    // If the checks refuse the image, stop packing.
    checks.refuse(layer.waitsForChecks());
    BuiltLayer built = cache.build(layer.state(), description, jars);
    if (!built.blob().equals(before)) {
      checks.begin();
    }
    return built;
  }

  /** Passes on the packed layers: the image is no longer refused. */
  void tell() {
    for (BuiltLayer layer = untold.poll(); layer != null; layer = untold.poll()) {
      listener.finished(layer, file(layer.blob()));
    }
  }

  /** Where the bytes of a layer are. */
  Path file(LayerBlob blob) {
    ImageLayout layout = earlier.layout();
    return layout != null && earlier.hasSound(blob) ? layout.blob(blob.digest()) : cache.blob(blob);
  }
}
