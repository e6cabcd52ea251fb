package io.github.lambdaimage.registry;

import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a base's layers, for another registry or an archive. */
public final class BaseLayers {

  private static final int BUFFER = 128 * 1024;

  private final Registries registries;
  private final CacheDirectory cache;
  private final boolean offline;
  private final Progress progress;
  private final ImageRole role;

  public BaseLayers(
      Registries registries, CacheDirectory cache, boolean offline, Progress progress) {
    this(registries, cache, offline, progress, ImageRole.BASE);
  }

  /** The layers of images with a role. */
  public BaseLayers(
      Registries registries,
      CacheDirectory cache,
      boolean offline,
      Progress progress,
      ImageRole role) {
    this.registries = registries;
    this.cache = cache;
    this.offline = offline;
    this.progress = progress;
    this.role = role;
  }

  /** Opens a layer, from the cache if it is there, else directly from its registry. */
  InputStream open(ImageName base, Descriptor layer) throws IOException, LambdaImageException {
    Path cached = cache.blob(layer.digest());
    // Check it before it is sent: a damaged one is still available from its registry.
    if (BlobFile.isWhole(cached, layer.digest(), layer.size())) {
      return Files.newInputStream(cached);
    }
    return new LayerBody(registries.toPull(base).blobs().open(layer.digest()), role, base, layer);
  }

  /**
   * The file of a layer in the cache, fetched if it is missing.
   *
   * @throws LambdaImageException when it cannot be fetched
   */
  public Path fetch(ImageName base, Descriptor layer) throws IOException, LambdaImageException {
    Path cached = cache.blob(layer.digest());
    if (BlobFile.isWhole(cached, layer.digest(), layer.size())) {
      cache.touch(cached);
      return cached;
    }
    if (offline) {
      throw new LambdaImageException(
          "Maven is offline, and the layer '%s' of the %s '%s' is not in the cache. Run this goal once without '-o'."
              .formatted(layer.digest(), role.what(), base));
    }
    try (TemporaryFile temporary = cache.newTemporary()) {
      registries
          .toPull(base)
          .blobs()
          .read(
              layer.digest(),
              response -> copy(new LayerBody(response, role, base, layer), temporary.path()));
      return cache.keep(temporary.path(), layer.digest());
    }
  }

  /**
   * Copies a layer. A broken connection may be tried again, a full disk not: only the former is an
   * IOException.
   */
  private Path copy(LayerBody layer, Path file) throws IOException, LambdaImageException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = open(file)) {
      for (int read = layer.read(buffer); read >= 0; read = layer.read(buffer)) {
        try {
          out.write(buffer, 0, read);
        } catch (IOException e) {
          throw notWritten(file, e);
        }
        progress.transferred(read);
      }
    } catch (BrokenSource e) {
      throw e.failure();
    }
    return file;
  }

  private OutputStream open(Path file) throws LambdaImageException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private LambdaImageException notWritten(Path file, IOException e) {
    return new LambdaImageException(
        "A layer of the %s could not be written to '%s': %s. Free space, and run again."
            .formatted(role.what(), file, FailureReason.of(e)),
        e);
  }
}
