package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.gzip.ParallelGzip;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * Packs layers, and remembers them by content: by the digest of the tar stream, which a fresh
 * checkout on another machine comes to as well.
 *
 * <p>Hashing a layer before compressing it would read every file twice. So the cache also knows the
 * <em>shape</em> of each layer (names, modes, sizes): where no layer of that shape was ever packed,
 * it packs at once.
 */
public final class LayerCache {

  /**
   * Raise it with every change to the bytes that a layer is packed into, or machines with an old
   * cache build another image than those with none.
   */
  public static final int PACKING = 4;

  private static final int BUFFER = 128 * 1024;

  private final CacheDirectory directory;
  private final Remembered<String> shapes;
  private final Remembered<LayerBlob> layers;

  /** The stamps of blobs whose bytes were found to be right. */
  private final Remembered<String> stamps;

  public LayerCache(CacheDirectory directory) {
    this.directory = directory;
    this.shapes = new Remembered<>(directory, "shapes", PACKING, text -> text, text -> text);
    this.layers =
        new Remembered<>(directory, "layers", PACKING, LayerRecord::line, LayerRecord::parse);
    this.stamps = new Remembered<>(directory, "stamps", 1, text -> text, text -> text);
  }

  public Path blob(LayerBlob blob) {
    return directory.blob(blob.digest());
  }

  /**
   * Takes the layer from the cache, or packs it into the cache. Of several functions with the same
   * libraries that are built at once, one packs them and the others wait for it.
   */
  public BuiltLayer build(FileEntriesLayer layer, ModuleJars jars)
      throws IOException, LambdaImageException {
    jars.make(layer);
    Digest shape = shape(layer);
    synchronized (directory.lock(shape)) {
      return build(layer, shape.hex());
    }
  }

  private BuiltLayer build(FileEntriesLayer layer, String shape)
      throws IOException, LambdaImageException {
    if (shapes.find(shape) != null) {
      Digest diffId = tarDigest(layer);
      LayerBlob known = layers.find(diffId.hex());
      if (known != null && isWhole(known)) {
        directory.touch(blob(known));
        return new BuiltLayer(layer.getName(), known, true);
      }
    }
    LayerBlob packed = pack(layer);
    layers.keep(packed.diffId().hex(), packed);
    shapes.keep(shape, "");
    return new BuiltLayer(layer.getName(), packed, false);
  }

  private LayerBlob pack(FileEntriesLayer layer) throws IOException, LambdaImageException {
    Path temporary = directory.newTemporary();
    try {
      MessageDigest diffId = Digest.newMessageDigest();
      MessageDigest digest = Digest.newMessageDigest();
      ParallelGzip.Sizes sizes;
      try (OutputStream file = Files.newOutputStream(temporary);
          ParallelGzip gzip = new ParallelGzip(file, diffId, digest)) {
        LayerTar.write(layer, gzip);
        sizes = gzip.finish();
      }
      LayerBlob blob =
          new LayerBlob(
              Digest.of(diffId), Digest.of(digest), sizes.compressed(), sizes.uncompressed());
      directory.keep(temporary, blob.digest());
      return blob;
    } finally {
      TemporaryFile.discard(temporary);
    }
  }

  /** A damaged blob, or one that is not all there, is thrown away; the layer is packed anew. */
  private boolean isWhole(LayerBlob known) throws IOException {
    Path blob = blob(known);
    if (!Files.exists(blob)) {
      return false;
    }
    long now = System.currentTimeMillis();
    FileStamp stamp = FileStamp.ofLinked(blob);
    if (stamp.text().equals(stamps.find(known.digest().hex()))) {
      return true;
    }
    if (!BlobFile.isWhole(blob, known.digest(), known.size())) {
      TemporaryFile.discard(blob);
      return false;
    }
    if (stamp.wasSettledAt(now)) {
      // From now on it need not be read to be trusted.
      stamps.keep(known.digest().hex(), stamp.text());
    }
    return true;
  }

  /**
   * What the diff id of a layer would be, for which its files are read.
   *
   * @throws LambdaImageException when somebody writes to one of the files meanwhile
   */
  public static Digest diffId(FunctionLayer layer, ModuleJars jars)
      throws IOException, LambdaImageException {
    FileEntriesLayer plan = LayerPlan.of(layer, jars);
    jars.make(plan);
    return tarDigest(plan);
  }

  private static Digest tarDigest(FileEntriesLayer layer) throws IOException, LambdaImageException {
    MessageDigest digest = Digest.newMessageDigest();
    try (OutputStream hashing =
        new BufferedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), BUFFER)) {
      LayerTar.write(layer, hashing);
    }
    return Digest.of(digest);
  }

  private static Digest shape(FileEntriesLayer layer) throws IOException {
    StringBuilder shape = new StringBuilder();
    for (FileEntry file : layer.getEntries()) {
      long size = Files.size(file.getSourceFile());
      shape.append(file.getExtractionPath()).append('\0');
      shape.append(file.getPermissions().getPermissionBits()).append('\0').append(size);
      shape.append('\n');
    }
    return Digest.of(shape.toString().getBytes(StandardCharsets.UTF_8));
  }
}
