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

/** Attaches documents to an existing image: each once, first the blob, then its manifest. */
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
    boolean noted = bring(manifest);
    // Some registries say that they have recorded it but have no list; others list it without
    // saying so. What counts is where it is found.
    // https://github.com/sigstore/sigstore-js/pull/1183
    if (noted == lists ? noted : isListed(manifest)) {
      return Outcome.ATTACHED;
    }
    if (mutability.isImmutable(tag.tag())) {
      throw immutable(tag);
    }
    try {
      tag.add(manifest);
    } catch (RegistryException e) {
      throw e.code().equals(TAG_INVALID) ? immutable(tag) : e;
    }
    return Outcome.ATTACHED_BY_TAG;
  }

  /** Whether the registry says that it has recorded which image the manifest belongs to. */
  private boolean bring(ArtifactManifest manifest) throws LambdaImageException {
    bringBlobs(manifest);
    try {
      return repository.referrers().put(manifest);
    } catch (RegistryException e) {
      if (!Manifests.missesBlob(e.code())) {
        throw e;
      }
      // A registry that collects unreferenced blobs has removed them meanwhile.
      bringBlobs(manifest);
      return putAgain(manifest);
    }
  }

  private boolean putAgain(ArtifactManifest manifest) throws LambdaImageException {
    try {
      return repository.referrers().put(manifest);
    } catch (RegistryException e) {
      if (!Manifests.missesBlob(e.code()) || manifest.subject().mediaType().contains(".oci.")) {
        throw e;
      }
      // GitLab's registry cannot find the image itself then.
      // https://github.com/distribution/distribution/issues/4927
      throw e.advisingAlso(
          "GitLab's registry knows an image to which something belongs only in OCI's format (<format>oci</format>).");
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

  private boolean isListed(ArtifactManifest manifest) throws LambdaImageException {
    Digest digest = manifest.digest();
    Optional<Set<Digest>> listed =
        repository.referrers().of(manifest.subject().digest(), List.of(digest));
    return listed.isPresent() && listed.get().contains(digest);
  }

  private LambdaImageException immutable(ReferrersTag tag) {
    return new LambdaImageException(
        "The registry '%s' has no list of what belongs to an image (the referrers API of OCI 1.1), so that the tag '%s' would have to be moved with each attachment, and the tags of '%s' are immutable. Let tags that begin with 'sha256-' be moved, or attach nothing there."
            .formatted(destination.registry(), tag.tag(), destination.repository()));
  }
}
