package io.github.lambdaimage.registry;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.image.AttachedDocument;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image on its way to its destination. Its layers may be sent ahead, each as soon as it is
 * packed; the manifest follows when every blob is there, so that no tag ever names an incomplete
 * image.
 */
public final class Publishing implements PushTarget {

  private final BlobSources sources;
  private final SharedBlobs shared;
  private final Destination destination;
  private final TagMutability mutability;
  private final Repository repository;
  private final Pending<TagLookup> lookup;
  private final EarlyBlobs early = new EarlyBlobs();

  Publishing(
      Repository repository,
      BlobSources sources,
      SharedBlobs shared,
      Destination destination,
      TagMutability mutability) {
    this.repository = repository;
    this.sources = sources;
    this.shared = shared;
    this.destination = destination;
    this.mutability = mutability;
    this.lookup = Pending.start("lambda-image-tags", () -> TagLookup.of(repository, destination));
  }

  /**
   * Begins to send a layer while other work goes on. It is left for {@link #publish} if there is an
   * immutable tag, since the image may be refused, and if another function of the build is sending
   * it: only a function that holds no claim may wait.
   *
   * @param file its bytes, which stay there until the end
   */
  @Override
  public void bring(Descriptor layer, Path file) {
    early.begin(layer.digest(), () -> bringNow(layer, file));
  }

  private Optional<PublishedBlob> bringNow(Descriptor layer, Path file)
      throws LambdaImageException {
    TagLookup tags = lookup.get();
    if (tags.isSettled(mutability)) {
      return Optional.empty();
    }
    Optional<SharedBlobs.Claim> claim = shared.tryClaim(destination.registry(), layer.digest());
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    try (SharedBlobs.Claim mine = claim.get()) {
      Outcome outcome =
          new BlobPublisher(repository, tags.knownBlobs(), tags.namesSomething())
              .publish(sources.of(layer, file));
      mine.published(destination.repository(), List.of(layer.digest()));
      return Optional.of(new PublishedBlob(layer, outcome));
    }
  }

  /**
   * Publishes the image under all tags, and then its attachments.
   *
   * @throws LambdaImageException when the registry cannot be reached or refuses, or when an
   *     immutable tag names another image
   */
  @Override
  public PublishedImage publish(ImageLayout layout, Attaching attaching)
      throws LambdaImageException {
    List<Artifact> artifacts =
        attaching.to(layout, destination.uriRegistry() + "/" + destination.repository());
    PublishedImage published = publishAlone(layout);
    return artifacts.isEmpty() ? published : attach(artifacts, published);
  }

  private PublishedImage attach(List<Artifact> artifacts, PublishedImage published)
      throws LambdaImageException {
    ImageLayout layout = published.layout();
    byte[] document = layout.manifest();
    List<AttachedArtifact> attached;
    try {
      attached =
          new ArtifactPublisher(repository, destination, mutability)
              .attach(
                  Descriptor.of(ImageManifest.parse(document).format().manifest(), document),
                  artifacts);
    } catch (LambdaImageException e) {
      String before =
          "The image is published as '"
              + layout.summary().imageUri()
              + "', but its attachments could not be: ";
      throw e instanceof RegistryException refusal
          ? refusal.after(before)
          : new LambdaImageException(before + e.getMessage(), e);
    }
    List<AttachedDocument> documents =
        attached.stream().map(AttachedArtifact::document).distinct().toList();
    return published.with(note(layout, documents), attached);
  }

  private PublishedImage publishAlone(ImageLayout layout) throws LambdaImageException {
    byte[] document = layout.manifest();
    ImageManifest manifest = ImageManifest.parse(document);
    Digest image = layout.summary().digest();
    TagLookup tags = lookup.get();
    tags.refuseConflicts(image, mutability);
    List<String> missing = tags.missing(image);
    if (missing.isEmpty()) {
      shared.published(destination.registry(), destination.repository(), manifest.blobs());
      return new PublishedImage(noted(layout), alreadyThere(manifest.layers()), 0);
    }
    Map<Digest, PublishedBlob> brought = early.outcomes();
    Set<Digest> known = new HashSet<>(tags.knownBlobs());
    known.addAll(brought.keySet());
    List<PublishedBlob> blobs;
    try (SharedBlobs.Claim claim =
        shared.claim(destination.registry(), sources.toBring(layout, manifest, known))) {
      blobs =
          bring(layout, manifest, new BlobPublisher(repository, known, tags.moves(image)), brought);
      try {
        name(missing, manifest, document);
      } catch (RegistryException e) {
        if (!Manifests.missesBlob(e.code())) {
          throw e;
        }
        // The image of a tag has blobs that the registry has lost: ask for each blob, and assume
        // nothing.
        blobs =
            bring(
                layout, manifest, new BlobPublisher(repository, Set.of(), false), byDigest(blobs));
        name(missing, manifest, document);
      }
      claim.published(destination.repository(), manifest.blobs());
    }
    return new PublishedImage(
        noted(layout),
        blobs.subList(1, blobs.size()),
        bytesSent(blobs) + (long) missing.size() * document.length);
  }

  /**
   * Sends all blobs.
   *
   * @param before the results of those that were sent ahead
   */
  private List<PublishedBlob> bring(
      ImageLayout layout,
      ImageManifest manifest,
      BlobPublisher blobPublisher,
      Map<Digest, PublishedBlob> before)
      throws LambdaImageException {
    List<PublishedBlob> blobs = new ArrayList<>();
    for (PublishedBlob blob : blobPublisher.publish(sources.of(layout, manifest))) {
      boolean found = blob.outcome() == Outcome.ALREADY_THERE;
      blobs.add(found ? before.getOrDefault(blob.blob().digest(), blob) : blob);
    }
    return blobs;
  }

  private void name(List<String> tags, ImageManifest manifest, byte[] document)
      throws LambdaImageException {
    for (String tag : tags) {
      repository.manifests().put(tag, manifest.format().manifest(), document);
    }
  }

  /** Gives up work in progress, if there will be no image. */
  @Override
  public void close() {
    early.close();
  }

  /** Adds what an earlier push has attached to this very image. */
  private ImageLayout noted(ImageLayout layout) throws LambdaImageException {
    Publication before = layout.summary().publication();
    if (before == null
        || !before.registry().equals(destination.uriRegistry())
        || !before.repository().equals(destination.repository())) {
      return note(layout, List.of());
    }
    return note(layout, before.attached());
  }

  private ImageLayout note(ImageLayout layout, List<AttachedDocument> attached)
      throws LambdaImageException {
    try {
      return layout.published(
          new Publication(
              destination.uriRegistry(), destination.repository(), destination.tags(), attached));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The image is published, but its URI could not be written to '%s': %s. Free space or make the directory writable, and run again: nothing will be sent."
              .formatted(layout.directory(), FailureReason.of(e)),
          e);
    }
  }

  private static List<PublishedBlob> alreadyThere(List<Descriptor> layers) {
    List<PublishedBlob> blobs = new ArrayList<>();
    for (Descriptor layer : layers) {
      blobs.add(new PublishedBlob(layer, Outcome.ALREADY_THERE));
    }
    return blobs;
  }

  private static Map<Digest, PublishedBlob> byDigest(List<PublishedBlob> blobs) {
    Map<Digest, PublishedBlob> byDigest = new HashMap<>();
    for (PublishedBlob blob : blobs) {
      byDigest.put(blob.blob().digest(), blob);
    }
    return byDigest;
  }

  private static long bytesSent(List<PublishedBlob> blobs) {
    long bytes = 0;
    for (PublishedBlob blob : blobs) {
      bytes += blob.outcome() == Outcome.UPLOADED ? blob.blob().size() : 0;
    }
    return bytes;
  }
}
