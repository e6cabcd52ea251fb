package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.BasesOfBuild;
import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.copy.OtherImages;
import io.github.lambdaimage.image.ImageArchive;
import io.github.lambdaimage.registry.BaseLayers;
import io.github.lambdaimage.registry.ImagePublisher;
import io.github.lambdaimage.registry.Progress;
import io.github.lambdaimage.registry.Registries;
import io.github.lambdaimage.registry.RegistryBaseContents;
import io.github.lambdaimage.registry.RegistryBases;
import io.github.lambdaimage.registry.SharedBlobs;

/** Everything that talks to registries, with one token for each. */
record Connections(
    BaseImages bases,
    RegistryBaseContents baseContents,
    OtherImages otherImages,
    ImagePublisher publisher,
    BaseLayers layers) {

  static Connections over(
      Registries registries,
      CacheDirectory cache,
      boolean offline,
      SharedBlobs blobs,
      Progress progress) {
    BaseLayers layers = new BaseLayers(registries, cache, offline, progress);
    BaseLayers copied = new BaseLayers(registries, cache, offline, progress, ImageRole.COPIED);
    return new Connections(
        new BasesOfBuild(new RegistryBases(registries, cache, offline)),
        new RegistryBaseContents(registries, layers, cache, offline),
        new OtherImages(
            new BasesOfBuild(new RegistryBases(registries, cache, offline, ImageRole.COPIED)),
            new RegistryBaseContents(registries, copied, cache, offline, ImageRole.COPIED),
            cache),
        new ImagePublisher(registries, layers, blobs),
        layers);
  }

  /** The connections for another module: it shares what is read, but not where its image goes. */
  Connections forAnotherModule() {
    return new Connections(
        bases, baseContents, otherImages, publisher.forAnotherFunction(), layers);
  }

  /** Writes images into archives. Most goals need none, and none of its classes. */
  ImageArchive archive() {
    return new ImageArchive(layers::fetch);
  }
}
