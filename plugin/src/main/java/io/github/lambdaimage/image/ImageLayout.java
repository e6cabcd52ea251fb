package io.github.lambdaimage.image;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.cache.BlobCopy;
import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.cache.DamagedBlobException;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ManifestFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
   * @throws LambdaImageException when there is none, or it is incomplete
   */
  public static ImageLayout open(Path directory) throws LambdaImageException {
    ImageLayout layout = new ImageLayout(directory, SummaryFiles.read(directory));
    if (!layout.isWhole()) {
      throw new LambdaImageException(
          "The image in '%s' is incomplete: a build was interrupted, or files are missing or damaged. Run 'mvn lambda-image:build'."
              .formatted(directory));
    }
    return layout;
  }

  /**
   * Writes a layout over the previous one. {@code index.json} comes last: until then, the layout
   * does not count as complete.
   *
   * @param blobs where the blobs of the layers are
   * @param earlier the previous image, whose undamaged blobs stay
   */
  static ImageLayout write(
      Path directory,
      ImageDocuments documents,
      Function<LayerBlob, Path> blobs,
      EarlierImage earlier)
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
      if (!earlier.hasSound(layer.blob())) {
        BlobCopy.share(blobs.apply(layer.blob()), layout.blob(layer.blob().digest()));
      }
    }
    SummaryFiles.write(directory, summary);
    AtomicFile.write(
        directory.resolve(INDEX),
        index(documents.format(), summary.digest(), documents.manifest().length));
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
   * @throws DamagedImageException when it no longer exists
   */
  public byte[] manifest() throws DamagedImageException {
    return read(summary.digest());
  }

  /**
   * The config's document.
   *
   * @throws DamagedImageException when it no longer exists
   */
  public byte[] config() throws DamagedImageException {
    return read(summary.imageId());
  }

  private byte[] read(Digest document) throws DamagedImageException {
    try {
      return BlobFile.read(blob(document), document);
    } catch (DamagedBlobException e) {
      throw new DamagedImageException(e);
    }
  }

  /**
   * Opens the blob of a layer, to be read as described at {@link BlobFile#open}.
   *
   * @throws DamagedImageException when it no longer exists; not an IOException, which would be
   *     retried as if the registry had failed
   */
  public InputStream open(Digest layer, long size) throws DamagedImageException {
    try {
      return BlobFile.open(blob(layer), layer, size);
    } catch (DamagedBlobException e) {
      throw new DamagedImageException(e);
    }
  }

  byte[] version() {
    return VERSION.clone();
  }

  /** The path of a blob that is not one of the base's. */
  public Path blob(Digest digest) {
    return blobs().resolve(digest.hex());
  }

  /** The stamps of its layers' blobs: those known of an earlier image, else the current ones. */
  Map<Digest, String> stamps(EarlierImage earlier) throws IOException {
    Map<Digest, String> stamps = new HashMap<>(earlier.sound());
    for (BuiltLayer layer : summary.layers()) {
      Digest digest = layer.blob().digest();
      if (!stamps.containsKey(digest)) {
        stamps.put(digest, BlobStamp.written(blob(digest)));
      }
    }
    return stamps;
  }

  /**
   * Records where the image was published: in {@code image.json} and {@code image.properties}, and
   * in the files for deployment tools.
   */
  public ImageLayout published(ImageSummary.Publication where) throws IOException {
    if (where.equals(summary.publication()) && DeploymentFiles.areThere(directory)) {
      return this;
    }
    ImageLayout published = new ImageLayout(directory, summary.published(where));
    // If Maven is killed in between, the next push does it again.
    DeploymentFiles.delete(directory);
    SummaryFiles.write(directory, published.summary);
    DeploymentFiles.write(directory, published.summary);
    return published;
  }

  /**
   * Whether everything exists that {@code image.properties} names: documents as they were written,
   * layers with their sizes; layers are hashed when they are sent.
   */
  private boolean isWhole() {
    for (BuiltLayer layer : summary.layers()) {
      if (!BlobFile.hasSize(blob(layer.blob().digest()), layer.blob().size())) {
        return false;
      }
    }
    try {
      byte[] index = Files.readAllBytes(directory.resolve(INDEX));
      int size = manifest().length;
      return config().length > 0
          && (Arrays.equals(index, index(ManifestFormat.DOCKER, summary.digest(), size))
              || Arrays.equals(index, index(ManifestFormat.OCI, summary.digest(), size)));
    } catch (IOException | DamagedImageException e) {
      return false;
    }
  }

  /** Whether the files that only others read are as they were written. */
  boolean isIntact() {
    try {
      return Arrays.equals(Files.readAllBytes(directory.resolve("oci-layout")), VERSION)
          && SummaryFiles.isJsonIntact(directory);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The content of {@code index.json}. Written by hand: an unchanged project compares it without
   * loading a JSON library.
   *
   * @param manifest its digest
   * @param size of the manifest, in bytes
   */
  static byte[] index(ManifestFormat format, Digest manifest, long size) {
    String text =
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"mediaType\":\""
            + format.manifest()
            + "\",\"size\":"
            + size
            + ",\"digest\":\""
            + manifest
            + "\"}]}";
    return text.getBytes(StandardCharsets.UTF_8);
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
