package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
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
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image as one tar file with all its layers, which {@code docker load} and readers of OCI
 * archives both understand: it has the index of either kind.
 */
public final class ImageArchive {

  private static final String BLOBS = "blobs/sha256/";

  private final BaseLayerFiles baseLayers;

  /** Where the files of a base's layers are. */
  @FunctionalInterface
  public interface BaseLayerFiles {
    Path fetch(ImageName base, Descriptor layer) throws IOException, LambdaImageException;
  }

  public ImageArchive(BaseLayerFiles baseLayers) {
    this.baseLayers = baseLayers;
  }

  /**
   * Writes the archive; the file appears when it is whole.
   *
   * @param names {@code repository:tag}s that loading it gives the image; readers of OCI archives
   *     see the first alone
   * @throws LambdaImageException when a layer of the base is not to be had, or the disk is full
   */
  public void write(ImageLayout layout, List<String> names, Path archive)
      throws LambdaImageException {
    Path temporary = null;
    try {
      ImageManifest manifest = ImageManifest.parse(layout.manifest());
      Map<Digest, Path> layers = layerFiles(layout, manifest);
      Files.createDirectories(Objects.requireNonNull(archive.toAbsolutePath().getParent()));
      temporary = TemporaryFile.beside(archive);
      try (OutputStream out = Files.newOutputStream(temporary);
          TarArchiveOutputStream tar =
              new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        add(tar, "oci-layout", layout.version());
        add(tar, "index.json", index(layout, names.get(0)));
        add(tar, "manifest.json", dockerIndex(manifest, names));
        add(tar, BLOBS + layout.summary().digest().hex(), layout.manifest());
        add(tar, BLOBS + layout.summary().imageId().hex(), layout.config());
        for (Map.Entry<Digest, Path> layer : layers.entrySet()) {
          try (InputStream in = Files.newInputStream(layer.getValue())) {
            add(tar, BLOBS + layer.getKey().hex(), Files.size(layer.getValue()), in);
          }
        }
      }
      Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The archive '%s' could not be written: %s. Free space or make the directory writable, and run again."
              .formatted(archive, Reason.of(e)),
          e);
    } finally {
      if (temporary != null) {
        TemporaryFile.discard(temporary);
      }
    }
  }

  private Map<Digest, Path> layerFiles(ImageLayout layout, ImageManifest manifest)
      throws IOException, LambdaImageException {
    Map<Digest, Path> files = new TreeMap<>(Comparator.comparing(Digest::hex));
    layout
        .summary()
        .layers()
        .forEach(layer -> files.put(layer.blob().digest(), layout.blob(layer.blob().digest())));
    for (Descriptor layer : manifest.layers()) {
      if (!files.containsKey(layer.digest())) {
        files.put(layer.digest(), baseLayers.fetch(layout.summary().base(), layer));
      }
    }
    return files;
  }

  /**
   * The layout's index, with the image's name in it. Podman and whatever is made of containerd, a
   * newer Docker included, look for it here and not in Docker's index. One entry, since an archive
   * with more is one of several images to many readers.
   *
   * @see <a href="https://github.com/containers/common/pull/853">Podman's way to find it</a>
   */
  private static byte[] index(ImageLayout layout, String name)
      throws IOException, LambdaImageException {
    ImageName parsed = ImageName.parse(name);
    JsonObject annotations =
        JsonObject.empty()
            .with("io.containerd.image.name", parsed.qualified())
            .with("org.opencontainers.image.ref.name", parsed.qualifier());
    JsonObject index =
        JsonObject.parse(layout.index(), "The index of '" + layout.directory() + "'");
    return index
        .with(
            "manifests",
            index.objects("manifests").stream()
                .map(manifest -> manifest.with("annotations", annotations))
                .toList())
        .bytes();
  }

  /** The file that {@code docker load} looks for: a list with one image. */
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
