package io.github.lambdaimage.registry;

import io.github.lambdaimage.image.AttachedDocument;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.AttachedArtifact.Outcome;
import io.github.lambdaimage.registry.BlobPublisher.Source;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lays documents beside an image that is there: each once, the blob first, its manifest second. */
final class ArtifactPublisher {

  private static final String TAG_INVALID = "TAG_INVALID";

  private final Repository repository;
  private final Destination destination;
  private final TagMutability mutability;

  ArtifactPublisher(Repository repository, Destination destination, TagMutability mutability) {
    this.repository = repository;
    this.destination = destination;
    this.mutability = mutability;
  }

  /**
   * Attaches documents.
   *
   * @param image its manifest
   */
  List<AttachedArtifact> attach(Descriptor image, List<Artifact> artifacts)
      throws LambdaImageException {
    List<ArtifactManifest> manifests = new ArrayList<>();
    List<Digest> wanted = new ArrayList<>();
    for (Artifact artifact : artifacts) {
      ArtifactManifest manifest = ArtifactManifest.of(artifact, image);
      manifests.add(manifest);
      wanted.add(manifest.digest());
    }
    Optional<Set<Digest>> listed = repository.referrers().of(image.digest(), wanted);
    ReferrersTag tag = new ReferrersTag(repository.manifests(), image.digest());
    Set<Digest> there = new HashSet<>(listed.isPresent() ? listed.get() : tag.digests());
    if (listed.isEmpty() && !there.containsAll(wanted) && mutability.isImmutable(tag.tag())) {
      throw immutable(tag);
    }
    List<AttachedArtifact> attached = new ArrayList<>();
    for (ArtifactManifest manifest : manifests) {
      Outcome outcome =
          there.contains(manifest.digest())
              ? Outcome.ALREADY_THERE
              : attach(manifest, listed.isPresent(), tag);
      there.add(manifest.digest());
      attached.add(
          new AttachedArtifact(
              new AttachedDocument(
                  manifest.artifact().name(),
                  manifest.artifact().type(),
                  manifest.digest(),
                  manifest.layer().digest()),
              manifest.layer().size(),
              outcome));
    }
    return attached;
  }

  private Outcome attach(ArtifactManifest manifest, boolean lists, ReferrersTag tag)
      throws LambdaImageException {
    if (bring(manifest)) {
      return Outcome.ATTACHED;
    }
    if (lists) {
      expectListed(manifest);
      return Outcome.ATTACHED;
    }
    try {
      tag.add(manifest);
    } catch (RegistryException e) {
      throw e.code().equals(TAG_INVALID) ? immutable(tag) : e;
    }
    return Outcome.ATTACHED_BY_TAG;
  }

  /** Whether the registry says that it has noted which image the manifest belongs to. */
  private boolean bring(ArtifactManifest manifest) throws LambdaImageException {
    bringBlobs(manifest);
    try {
      return repository.referrers().put(manifest);
    } catch (RegistryException e) {
      if (!Manifests.missesBlob(e.code())) {
        throw e;
      }
      // Lost meanwhile, by a registry that collects what no manifest names yet.
      bringBlobs(manifest);
      return repository.referrers().put(manifest);
    }
  }

  private void bringBlobs(ArtifactManifest manifest) throws LambdaImageException {
    bring(ArtifactManifest.config(), ArtifactManifest.configBytes());
    bring(manifest.layer(), manifest.artifact().content());
  }

  private void bring(Descriptor blob, byte[] content) throws LambdaImageException {
    PublishedBlob.Outcome unused =
        new BlobPublisher(repository, Set.of(), false)
            .publish(new Source(blob, Optional.empty(), () -> new ByteArrayInputStream(content)));
  }

  /** Who does not say that it has noted the image may have done so all the same. */
  private void expectListed(ArtifactManifest manifest) throws LambdaImageException {
    Digest digest = manifest.digest();
    Optional<Set<Digest>> listed =
        repository.referrers().of(manifest.subject().digest(), List.of(digest));
    if (listed.isEmpty() || !listed.get().contains(digest)) {
      throw new LambdaImageException(
          "The registry '%s' took '%s' for '%s', and does not list it as what belongs to the image. Have whoever runs the registry look, or leave the attachment out."
              .formatted(destination.registry(), digest, manifest.artifact().name()));
    }
  }

  private LambdaImageException immutable(ReferrersTag tag) {
    return new LambdaImageException(
        "The registry '%s' has no list of what belongs to an image (the referrers API of OCI 1.1), so that the tag '%s' would have to be moved with each attachment, and the tags of '%s' are immutable. Let tags that begin with 'sha256-' be moved, or attach nothing there."
            .formatted(destination.registry(), tag.tag(), destination.repository()));
  }
}
