package io.github.lambdaimage.registry;

import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.BlobPublisher.Source;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sources of an image's blobs: the layout, the base's registry, or a repository beside the
 * destination that has them already.
 */
final class BlobSources {

  private final Registries registries;
  private final BaseLayers baseLayers;
  private final SharedBlobs shared;
  private final Destination destination;

  BlobSources(
      Registries registries, BaseLayers baseLayers, SharedBlobs shared, Destination destination) {
    this.registries = registries;
    this.baseLayers = baseLayers;
    this.shared = shared;
    this.destination = destination;
  }

  /** A layer that has just been packed. */
  Source of(Descriptor layer, Path file) {
    return new Source(layer, mountSource(layer, Optional.empty()), () -> open(layer, file));
  }

  /** The config first, then the layers. */
  List<Source> of(ImageLayout layout, ImageManifest manifest) {
    ImageName base = layout.summary().base();
    Set<Digest> own = own(layout, manifest);
    List<Source> sources = new ArrayList<>();
    Descriptor config = manifest.config();
    sources.add(
        new Source(config, Optional.empty(), () -> new ByteArrayInputStream(layout.config())));
    for (Descriptor layer : manifest.layers()) {
      boolean ofBase = !own.contains(layer.digest());
      sources.add(
          new Source(
              layer,
              mountSource(layer, ofBase ? Optional.of(base) : Optional.empty()),
              ofBase
                  ? () -> baseLayers.open(base, layer)
                  : () -> layout.open(layer.digest(), layer.size())));
    }
    return sources;
  }

  /**
   * The blobs that are not known to be there, except for those that the base's repository offers.
   */
  Set<Digest> toBring(ImageLayout layout, ImageManifest manifest, Set<Digest> known) {
    boolean besideBase = destination.registry().isNamed(layout.summary().base().registry());
    Set<Digest> blobs = besideBase ? own(layout, manifest) : new HashSet<>(manifest.blobs());
    blobs.removeAll(known);
    return blobs;
  }

  /** A repository from which the destination's registry can copy a layer. */
  private Optional<String> mountSource(Descriptor layer, Optional<ImageName> base) {
    Optional<String> source =
        base.filter(it -> destination.registry().isNamed(it.registry()))
            .map(ImageName::repository)
            .or(() -> shared.repositoryWith(destination.registry(), layer.digest()))
            .filter(repository -> !repository.equals(destination.repository()));
    source.ifPresent(repository -> registries.toPull(destination.registry(), repository));
    return source;
  }

  private static InputStream open(Descriptor layer, Path file) throws LambdaImageException {
    try {
      return BlobFile.open(file, layer.digest(), layer.size());
    } catch (DamagedBlobException e) {
      throw new DamagedImageException(e);
    }
  }

  private static Set<Digest> own(ImageLayout layout, ImageManifest manifest) {
    Set<Digest> blobs = new HashSet<>();
    blobs.add(manifest.config().digest());
    layout.summary().layers().forEach(layer -> blobs.add(layer.blob().digest()));
    return blobs;
  }
}
