package io.github.lambdaimage.namespace;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.CachedTrees;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.FieldsDigest;
import java.io.IOException;
import java.nio.file.Path;

/** The files of bases, unpacked once for all functions that use them. */
public final class BaseRoots {

  /** Changes whenever the same layers are unpacked in another way. */
  private static final String FORM = "1";

  private final ImageLayers layers;
  private final CacheDirectory cache;

  public BaseRoots(ImageLayers layers, CacheDirectory cache) {
    this.layers = layers;
    this.cache = cache;
  }

  /**
   * The root directory of a base, which nobody may write to.
   *
   * @throws LambdaImageException when a layer is not available, or the disk is full
   */
  public Path of(BaseImage base) throws LambdaImageException {
    FieldsDigest key =
        new FieldsDigest().add(FORM).add(RootFolder.namesAllFiles() ? "all" : "some");
    base.layers().forEach(layer -> key.add(layer.digest().toString()));
    try {
      return new CachedTrees(cache).of(key.digest(), folder -> unpack(base, folder));
    } catch (IOException e) {
      throw notUnpacked(cache.folders().get(0), e);
    }
  }

  static LambdaImageException notUnpacked(Path folder, IOException e) {
    return new LambdaImageException(
        "The files of the base image could not be unpacked to '%s': %s. Free space there, or name a local repository elsewhere with '-Dmaven.repo.local='."
            .formatted(folder, FailureReason.of(e)),
        e);
  }

  private void unpack(BaseImage base, Path folder) throws LambdaImageException {
    RootFolder root = new RootFolder(folder);
    LayerOntoRoot unpacking = new LayerOntoRoot(root);
    for (Descriptor layer : base.layers()) {
      root.beginLayer();
      layers.read(base.name(), layer, unpacking);
    }
  }
}
