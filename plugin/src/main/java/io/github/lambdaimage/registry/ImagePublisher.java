package io.github.lambdaimage.registry;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.function.Reason;
import io.github.lambdaimage.image.Descriptor;
import io.github.lambdaimage.image.Digest;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.ImageManifest;
import io.github.lambdaimage.image.ImageName;
import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends an {@link ImageLayout} to its destination: exactly its bytes, and only what is missing. */
public final class ImagePublisher {

  private final Registries registries;
  private final BaseLayers baseLayers;

  public ImagePublisher(Registries registries, BaseLayers baseLayers) {
    this.registries = registries;
    this.baseLayers = baseLayers;
  }

  /**
   * Publishes an image under all tags. The manifest follows when every blob is there, so that no
   * tag ever names half an image.
   *
   * @throws LambdaImageException when the registry cannot be reached or says no
   */
  public PublishedImage publish(ImageLayout layout, Destination destination)
      throws LambdaImageException {
    byte[] document = manifest(layout);
    ImageManifest manifest = ImageManifest.parse(document);
    Optional<String> mountSource = mountSource(layout, destination);
    Repository repository = registries.toPush(destination.registry(), destination.repository());
    List<String> missingTags = new ArrayList<>();
    Set<Digest> known = new HashSet<>();
    for (String tag : destination.tags()) {
      Optional<byte[]> there = repository.manifest(tag);
      if (there.isEmpty() || !Digest.of(there.get()).equals(layout.summary().digest())) {
        missingTags.add(tag);
      }
      there.ifPresent(other -> known.addAll(blobsOf(other)));
    }
    List<PublishedBlob> blobs =
        new BlobPublisher(repository, known, mountSource).publish(blobs(layout, manifest));
    for (String tag : missingTags) {
      repository.putManifest(tag, manifest.format().manifest(), document);
    }
    return new PublishedImage(
        note(layout, destination),
        blobs.subList(1, blobs.size()),
        bytesSent(blobs) + (long) missingTags.size() * document.length);
  }

  private static byte[] manifest(ImageLayout layout) throws LambdaImageException {
    try {
      return layout.manifest();
    } catch (IOException e) {
      throw unreadable(layout, e);
    }
  }

  private static ImageLayout note(ImageLayout layout, Destination destination)
      throws LambdaImageException {
    try {
      return layout.published(
          new Publication(destination.registry(), destination.repository(), destination.tags()));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image is published, but its URI could not be written to '%s': %s. Free space or make the directory writable, and run again: nothing will be sent."
              .formatted(layout.directory(), Reason.of(e)),
          e);
    }
  }

  /** The config first, then the layers; each with where its bytes come from. */
  private List<BlobPublisher.Source> blobs(ImageLayout layout, ImageManifest manifest) {
    ImageName base = layout.summary().base();
    Set<Digest> own = new HashSet<>();
    layout.summary().layers().forEach(layer -> own.add(layer.blob().digest()));
    List<BlobPublisher.Source> sources = new ArrayList<>();
    sources.add(ownBlob(layout, manifest.config()));
    for (Descriptor layer : manifest.layers()) {
      sources.add(
          own.contains(layer.digest())
              ? ownBlob(layout, layer)
              : new BlobPublisher.Source(layer, true, () -> baseLayers.open(base, layer)));
    }
    return sources;
  }

  private static BlobPublisher.Source ownBlob(ImageLayout layout, Descriptor blob) {
    return new BlobPublisher.Source(blob, false, () -> open(layout, blob));
  }

  /** No IOException for a file that is missing: a registry that is asked again has no cure. */
  private static InputStream open(ImageLayout layout, Descriptor blob) throws LambdaImageException {
    try {
      return Files.newInputStream(layout.blob(blob.digest()));
    } catch (IOException e) {
      throw unreadable(layout, e);
    }
  }

  private static LambdaImageException unreadable(ImageLayout layout, IOException e) {
    return new LambdaImageException(
        "The image in '%s' cannot be read: %s. Run 'mvn lambda-image:build' again."
            .formatted(layout.directory(), Reason.of(e)),
        e);
  }

  /** What a manifest names is in its repository, or the registry would not hold the manifest. */
  private static Set<Digest> blobsOf(byte[] manifest) {
    Set<Digest> blobs = new HashSet<>();
    try {
      ImageManifest parsed = ImageManifest.parse(manifest);
      blobs.add(parsed.config().digest());
      parsed.layers().forEach(layer -> blobs.add(layer.digest()));
    } catch (LambdaImageException e) {
      // An index, or something that we do not know: then every blob is asked for.
    }
    return blobs;
  }

  /** The base's repository, if the destination's registry can copy from it. */
  private Optional<String> mountSource(ImageLayout layout, Destination destination) {
    ImageName base = layout.summary().base();
    if (!base.registry().equals(destination.registry())
        || base.repository().equals(destination.repository())) {
      return Optional.empty();
    }
    // Mounting needs a token that may read there as well.
    registries.toPull(base.registry(), base.repository());
    return Optional.of(base.repository());
  }

  private static long bytesSent(List<PublishedBlob> blobs) {
    return blobs.stream()
        .filter(published -> published.outcome() == Outcome.UPLOADED)
        .mapToLong(published -> published.blob().size())
        .sum();
  }
}
