package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Reason;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.oci.ManifestFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An image on disk, in the form of an OCI image layout: manifest, config and the function's layers.
 * The base's layers are named in the manifest but not copied.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image
 *     layout</a>
 */
public final class ImageLayout {

  private static final String INDEX = "index.json";
  private static final byte[] VERSION =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

  private final Path directory;
  private final ImageSummary summary;

  private ImageLayout(Path directory, ImageSummary summary) {
    this.directory = directory;
    this.summary = summary;
  }

  /**
   * Opens the layout that an earlier build wrote.
   *
   * @throws LambdaImageException when there is none, or not all of it
   */
  public static ImageLayout open(Path directory) throws LambdaImageException {
    ImageLayout layout = new ImageLayout(directory, SummaryFiles.read(directory));
    if (!layout.isWhole()) {
      throw new LambdaImageException(
          "The image in '%s' is not whole: a build was interrupted, or files are missing. Run 'mvn lambda-image:build'."
              .formatted(directory));
    }
    return layout;
  }

  /**
   * Writes a layout over the one that was there. {@code index.json} comes last: until then, what is
   * there does not count as whole.
   *
   * @param cache where the blobs of the layers are
   */
  static ImageLayout write(Path directory, ImageDocuments documents, LayerCache cache)
      throws IOException {
    ImageSummary summary = documents.summary();
    ImageLayout layout = new ImageLayout(directory, summary);
    Files.createDirectories(layout.blobs());
    Files.deleteIfExists(directory.resolve(INDEX));
    DeploymentFiles.delete(directory);
    AtomicFile.write(directory.resolve("oci-layout"), VERSION);
    AtomicFile.write(layout.blob(summary.imageId()), documents.config());
    AtomicFile.write(layout.blob(summary.digest()), documents.manifest());
    for (BuiltLayer layer : summary.layers()) {
      Path target = layout.blob(layer.blob().digest());
      if (!layout.has(layer.blob())) {
        Files.deleteIfExists(target);
        BlobFile.link(cache.blob(layer.blob()), target);
      }
    }
    SummaryFiles.write(directory, summary);
    AtomicFile.write(directory.resolve(INDEX), index(documents.format(), documents.manifest()));
    layout.deleteOthers();
    return layout;
  }

  public Path directory() {
    return directory;
  }

  public ImageSummary summary() {
    return summary;
  }

  /**
   * The manifest's document.
   *
   * @throws LambdaImageException when it is not there any more
   */
  public byte[] manifest() throws LambdaImageException {
    try {
      return read(summary.digest());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Opens a blob that is not one of the base's.
   *
   * @throws LambdaImageException when it is not there any more: no IOException, because a registry
   *     that is asked again has no cure
   */
  public InputStream open(Digest digest) throws LambdaImageException {
    try {
      return Files.newInputStream(blob(digest));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private LambdaImageException unreadable(IOException e) {
    return new LambdaImageException(
        "The image in '%s' cannot be read: %s. Run 'mvn lambda-image:build' again."
            .formatted(directory, Reason.of(e)),
        e);
  }

  public byte[] config() throws IOException {
    return read(summary.imageId());
  }

  byte[] index() throws IOException {
    return Files.readAllBytes(directory.resolve(INDEX));
  }

  byte[] version() {
    return VERSION.clone();
  }

  /** Where a blob is, if it is not one of the base's. */
  public Path blob(Digest digest) {
    return blobs().resolve(digest.hex());
  }

  /** Whether a layer's blob is there, in its size. */
  boolean has(LayerBlob layer) {
    return BlobFile.hasSize(blob(layer.digest()), layer.size());
  }

  /**
   * Notes where the image was published: in {@code image.json} and its twin, and in the files for
   * the tools that deploy it.
   */
  public ImageLayout published(ImageSummary.Publication where) throws IOException {
    if (where.equals(summary.publication()) && DeploymentFiles.areThere(directory)) {
      return this;
    }
    ImageLayout published = new ImageLayout(directory, summary.published(where));
    // Killed in between, the next push does it over.
    DeploymentFiles.delete(directory);
    SummaryFiles.write(directory, published.summary);
    DeploymentFiles.write(directory, published.summary);
    return published;
  }

  private byte[] read(Digest digest) throws IOException {
    return Files.readAllBytes(blob(digest));
  }

  /** Whether everything is there that {@code image.json} speaks of, in its size. */
  private boolean isWhole() {
    try {
      for (BuiltLayer layer : summary.layers()) {
        if (!has(layer.blob())) {
          return false;
        }
      }
      return Digest.of(read(summary.digest())).equals(summary.digest())
          && Digest.of(config()).equals(summary.imageId())
          && Files.readString(directory.resolve(INDEX)).contains(summary.digest().toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] index(ManifestFormat format, byte[] manifest) {
    return JsonObject.empty()
        .with("schemaVersion", 2)
        .with("mediaType", "application/vnd.oci.image.index.v1+json")
        .with("manifests", List.of(Descriptor.of(format.manifest(), manifest).json()))
        .bytes();
  }

  private void deleteOthers() throws IOException {
    Set<String> ours = new HashSet<>();
    ours.add(summary.digest().hex());
    ours.add(summary.imageId().hex());
    summary.layers().forEach(layer -> ours.add(layer.blob().digest().hex()));
    UnusedFiles.deleteBlobs(blobs(), ours);
    UnusedFiles.deleteAbandoned(directory);
  }

  private Path blobs() {
    return directory.resolve("blobs").resolve("sha256");
  }
}
