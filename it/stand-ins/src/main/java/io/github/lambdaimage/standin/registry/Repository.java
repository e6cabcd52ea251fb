package io.github.lambdaimage.standin.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One repository of the registry: which blobs, manifests and tags it has. */
public final class Repository {

  private final String name;
  private final BlobStore store;
  private final Set<String> blobs = ConcurrentHashMap.newKeySet();
  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  Repository(String name, BlobStore store) {
    this.name = name;
    this.store = store;
  }

  public String name() {
    return name;
  }

  /** The digests of the blobs. */
  public Set<String> blobs() {
    return new TreeSet<>(blobs);
  }

  /** The digests of the manifests, by tag. */
  public Map<String, String> tags() {
    return Map.copyOf(tags);
  }

  /** The digests of the manifests, tagged or not. */
  public Set<String> manifests() {
    return new TreeSet<>(manifests.keySet());
  }

  /** The manifest that a tag or a digest stands for. */
  public Optional<Manifest> manifest(String reference) {
    return Optional.ofNullable(manifests.get(tags.getOrDefault(reference, reference)));
  }

  /** The manifests that say that they belong to this one, in the order of their digests. */
  public List<Manifest> referrers(String digest) {
    return manifests.values().stream()
        .filter(manifest -> manifest.subject().equals(digest))
        .sorted(Comparator.comparing(Manifest::digest))
        .toList();
  }

  /** The file with a blob's bytes. */
  public Optional<Path> blob(String digest) {
    return blobs.contains(digest) ? Optional.of(store.file(digest)) : Optional.empty();
  }

  /** Whether a manifest of this repository names the blob. */
  boolean names(String digest) {
    return manifests.values().stream().anyMatch(manifest -> manifest.blobs().contains(digest));
  }

  /** Stores a blob as if it had been pushed; returns its digest. */
  public String putBlob(byte[] content) {
    try (Upload upload = new Upload(name, store)) {
      upload.append(new ByteArrayInputStream(content));
      String digest = Sha256.of(content);
      upload.commit(digest);
      addBlob(digest);
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets a blob, as a registry's garbage collection does. */
  public void removeBlob(String digest) {
    blobs.remove(digest);
  }

  /** Stores a manifest as if it had been pushed; returns its digest. */
  public String putManifest(String reference, String mediaType, byte[] content) {
    return putManifest(reference, new Manifest(mediaType, content));
  }

  String putManifest(String reference, Manifest manifest) {
    requirePresent(manifest);
    String digest = manifest.digest();
    manifests.put(digest, manifest);
    if (!reference.equals(digest)) {
      tags.put(reference, digest);
    }
    return digest;
  }

  void addBlob(String digest) {
    blobs.add(digest);
  }

  long blobSize(String digest) throws IOException {
    return Files.size(store.file(digest));
  }

  private void requirePresent(Manifest manifest) {
    for (String digest : manifest.blobs()) {
      requirePresent(blobs.contains(digest), digest);
    }
    for (String digest : manifest.children()) {
      requirePresent(manifests.containsKey(digest), digest);
    }
  }

  private void requirePresent(boolean present, String digest) {
    if (!present) {
      throw new RegistryException(
          400, "MANIFEST_BLOB_UNKNOWN", "Repository '" + name + "' has no '" + digest + "'");
    }
  }
}
