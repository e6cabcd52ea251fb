package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends an {@link ImageLayout} to its destination: exactly its bytes, and only what is missing. */
public final class ImagePublisher {

  /** A change of code brings two blobs: classes and config. */
  private static final int CONNECTIONS = 2;

  private final Registries registries;
  private final BaseLayers baseLayers;
  private final SharedBlobs shared;

  /**
   * A publisher.
   *
   * @param shared what other functions of the same build have published
   */
  public ImagePublisher(Registries registries, BaseLayers baseLayers, SharedBlobs shared) {
    this.registries = registries;
    this.baseLayers = baseLayers;
    this.shared = shared;
  }

  /**
   * Starts to connect to where an image will go, beside whatever has to happen before it is there.
   * If that fails, publishing will say so.
   *
   * @param base from which the image is made, if it is known
   */
  public void connect(RegistryHost registry, String repository, Optional<ImageName> base) {
    base.filter(it -> registry.isNamed(it.registry()))
        .ifPresent(it -> registries.toPull(registry, it.repository()));
    Repository destination = registries.toPush(registry, repository);
    for (int i = 0; i < CONNECTIONS; i++) {
      Pending.start(
          "lambda-image-connect",
          () -> {
            destination.connect();
            return destination;
          });
    }
  }

  /**
   * Publishes an image under all tags. All of them are looked up first, and the manifest follows
   * when every blob is there: no tag ever names half an image.
   *
   * @throws LambdaImageException when the registry cannot be reached or says no, or when a tag that
   *     must not change names another image; then nothing was sent
   */
  public PublishedImage publish(
      ImageLayout layout, Destination destination, TagMutability mutability)
      throws LambdaImageException {
    byte[] document = layout.manifest();
    ImageManifest manifest = ImageManifest.parse(document);
    ImageName base = layout.summary().base();
    boolean besideBase = destination.registry().isNamed(base.registry());
    if (besideBase) {
      // So that the first token allows to mount from there as well.
      registries.toPull(destination.registry(), base.repository());
    }
    Repository repository = registries.toPush(destination.registry(), destination.repository());
    TagLookup tags = TagLookup.of(repository, destination, layout.summary().digest());
    tags.refuseConflicts(mutability);

    Set<Digest> toBring = besideBase ? ownBlobs(layout, manifest) : blobsOf(manifest);
    toBring.removeAll(tags.knownBlobs());
    List<PublishedBlob> blobs;
    try (SharedBlobs.Claim claim = shared.claim(destination.registry(), toBring)) {
      blobs =
          new BlobPublisher(repository, tags.knownBlobs(), tags.moves())
              .publish(blobs(layout, manifest, destination));
      for (String tag : tags.missing()) {
        repository.manifests().put(tag, manifest.format().manifest(), document);
      }
      claim.published(destination.repository(), blobsOf(manifest));
    }
    return new PublishedImage(
        note(layout, destination),
        blobs.subList(1, blobs.size()),
        bytesSent(blobs) + (long) tags.missing().size() * document.length);
  }

  private static ImageLayout note(ImageLayout layout, Destination destination)
      throws LambdaImageException {
    try {
      return layout.published(
          new Publication(destination.uriRegistry(), destination.repository(), destination.tags()));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image is published, but its URI could not be written to '%s': %s. Free space or make the directory writable, and run again: nothing will be sent."
              .formatted(layout.directory(), Reason.of(e)),
          e);
    }
  }

  /** The config first, then the layers; each with where its bytes come from. */
  private List<BlobPublisher.Source> blobs(
      ImageLayout layout, ImageManifest manifest, Destination destination) {
    ImageName base = layout.summary().base();
    Set<Digest> own = ownBlobs(layout, manifest);
    List<BlobPublisher.Source> sources = new ArrayList<>();
    sources.add(
        new BlobPublisher.Source(
            manifest.config(), Optional.empty(), () -> layout.open(manifest.config().digest())));
    for (Descriptor layer : manifest.layers()) {
      boolean ofBase = !own.contains(layer.digest());
      sources.add(
          new BlobPublisher.Source(
              layer,
              mountSource(layer, ofBase ? Optional.of(base) : Optional.empty(), destination),
              ofBase ? () -> baseLayers.open(base, layer) : () -> layout.open(layer.digest())));
    }
    return sources;
  }

  /** A repository from which the destination's registry can copy a layer. */
  private Optional<String> mountSource(
      Descriptor layer, Optional<ImageName> base, Destination destination) {
    Optional<String> source =
        base.filter(it -> destination.registry().isNamed(it.registry()))
            .map(ImageName::repository)
            .or(() -> shared.repositoryWith(destination.registry(), layer.digest()))
            .filter(repository -> !repository.equals(destination.repository()));
    source.ifPresent(repository -> registries.toPull(destination.registry(), repository));
    return source;
  }

  private static Set<Digest> ownBlobs(ImageLayout layout, ImageManifest manifest) {
    Set<Digest> blobs = new HashSet<>();
    blobs.add(manifest.config().digest());
    layout.summary().layers().forEach(layer -> blobs.add(layer.blob().digest()));
    return blobs;
  }

  private static Set<Digest> blobsOf(ImageManifest manifest) {
    Set<Digest> blobs = new HashSet<>();
    blobs.add(manifest.config().digest());
    manifest.layers().forEach(layer -> blobs.add(layer.digest()));
    return blobs;
  }

  private static long bytesSent(List<PublishedBlob> blobs) {
    return blobs.stream()
        .filter(published -> published.outcome() == Outcome.UPLOADED)
        .mapToLong(published -> published.blob().size())
        .sum();
  }
}
