package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image as one tar file with all its layers, for {@code docker load} and for readers of OCI
 * archives: it has both kinds of index.
 */
public final class ImageArchive {

  private static final String BLOBS = "blobs/sha256/";

  private final BaseLayerFiles baseLayers;

  /** A layer and the file of its bytes. */
  private record Blob(Descriptor descriptor, Path file) {}

  /** Finds the files of a base's layers. */
  @FunctionalInterface
  public interface BaseLayerFiles {
    Path fetch(ImageName base, Descriptor layer) throws IOException, LambdaImageException;
  }

  public ImageArchive(BaseLayerFiles baseLayers) {
    this.baseLayers = baseLayers;
  }

  /**
   * Writes the archive; the file appears when it is complete.
   *
   * @param names {@code repository:tag}s that the image gets when it is loaded; readers of OCI
   *     archives see only the first
   * @throws LambdaImageException when a layer of the base is not available, or the disk is full
   */
  public void write(ImageLayout layout, List<String> names, Path archive)
      throws LambdaImageException {
    try {
      ImageManifest manifest = ImageManifest.parse(layout.manifest());
      List<Blob> layers = layers(layout, manifest);
      Files.createDirectories(Objects.requireNonNull(archive.toAbsolutePath().getParent()));
      try (TemporaryFile temporary = TemporaryFile.beside(archive)) {
        write(layout, manifest, names, layers, temporary.path());
        temporary.become(archive);
      }
    } catch (DamagedBlobException e) {
      throw new DamagedImageException(e);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The archive '%s' could not be written: %s. Free space or make the directory writable, and run again."
              .formatted(archive, FailureReason.of(e)),
          e);
    }
  }

  private static void write(
      ImageLayout layout, ImageManifest manifest, List<String> names, List<Blob> layers, Path file)
      throws IOException, LambdaImageException {
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      add(tar, "oci-layout", layout.version());
      add(tar, "index.json", index(layout, manifest, names.get(0)));
      add(tar, "manifest.json", dockerIndex(manifest, names));
      add(tar, BLOBS + layout.summary().digest().hex(), layout.manifest());
      add(tar, BLOBS + layout.summary().imageId().hex(), layout.config());
      for (Blob layer : layers) {
        Digest digest = layer.descriptor().digest();
        long size = layer.descriptor().size();
        try (InputStream in = BlobFile.open(layer.file(), digest, size)) {
          add(tar, BLOBS + digest.hex(), size, in);
        }
      }
    }
  }

  /** All layers, sorted by name: an image may have a layer twice, an archive has it once. */
  private List<Blob> layers(ImageLayout layout, ImageManifest manifest)
      throws LambdaImageException {
    Set<Digest> own = new HashSet<>();
    layout.summary().layers().forEach(layer -> own.add(layer.blob().digest()));
    SortedMap<String, Descriptor> sorted = new TreeMap<>();
    manifest.layers().forEach(layer -> sorted.put(layer.digest().hex(), layer));
    List<Blob> blobs = new ArrayList<>();
    for (Descriptor layer : sorted.values()) {
      blobs.add(
          new Blob(
              layer,
              own.contains(layer.digest())
                  ? layout.blob(layer.digest())
                  : baseLayer(layout.summary().base(), layer)));
    }
    return blobs;
  }

  private Path baseLayer(ImageName base, Descriptor layer) throws LambdaImageException {
    try {
      return baseLayers.fetch(base, layer);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The layer '%s' of the base image '%s' could not be kept in the cache: %s. Free space there, or name a local repository elsewhere with '-Dmaven.repo.local='."
              .formatted(layer.digest(), base, FailureReason.of(e)),
          e);
    }
  }

  /**
   * The layout's index, with the image's name. Podman, containerd and newer Dockers look for the
   * name here and not in Docker's index. It has a single entry, since many readers take more
   * entries for more images.
   *
   * @see <a href="https://github.com/containers/common/pull/853">how Podman finds it</a>
   */
  private static byte[] index(ImageLayout layout, ImageManifest manifest, String name)
      throws LambdaImageException {
    ImageName parsed = ImageName.parse(name);
    JsonObject annotations =
        JsonObject.empty()
            .with("io.containerd.image.name", parsed.qualified())
            .with("org.opencontainers.image.ref.name", parsed.qualifier());
    JsonObject index =
        JsonObject.parse(
            ImageLayout.index(
                manifest.format(), layout.summary().digest(), layout.manifest().length),
            "The index of '" + layout.directory() + "'");
    return index
        .with(
            "manifests",
            index.objects("manifests").stream()
                .map(entry -> entry.with("annotations", annotations))
                .toList())
        .bytes();
  }

  /** The file that {@code docker load} reads: a list with one image. */
  private static byte[] dockerIndex(ImageManifest manifest, List<String> names) {
    List<String> layers = new ArrayList<>();
    manifest.layers().forEach(layer -> layers.add(BLOBS + layer.digest().hex()));
    JsonObject image =
        JsonObject.empty()
            .with("Config", BLOBS + manifest.config().digest().hex())
            .with("RepoTags", names)
            .with("Layers", layers);
    return ("[" + new String(image.bytes(), StandardCharsets.UTF_8) + "]")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    add(tar, name, content.length, new ByteArrayInputStream(content));
  }

  private static void add(TarArchiveOutputStream tar, String name, long size, InputStream content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    content.transferTo(tar);
    tar.closeArchiveEntry();
  }
}
