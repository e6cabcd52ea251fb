package io.github.lambdaimage.layer;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.lambdaimage.cache.BlobCopy;
import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.gzip.ParallelGzip;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;

/**
 * Packs layers, and remembers them by content: by the digest of the tar stream, which is the same
 * in a fresh checkout on another machine.
 *
 * <p>Hashing a layer before compressing it would read every file twice. So the cache also knows the
 * <em>shape</em> of each layer (names, modes, sizes, links): if no layer of that shape was ever
 * packed, it packs at once.
 */
public final class LayerCache {

  /**
   * Raise it with every change to the bytes of packed layers; otherwise machines with an old cache
   * build another image than those without.
   */
  public static final int PACKING = 4;

  private static final int BUFFER = 128 * 1024;

  private final CacheDirectory directory;
  private final Remembered<String> shapes;
  private final Remembered<LayerBlob> layers;

  /** The stamps of blobs whose bytes were right. */
  private final Remembered<String> stamps;

  private final LayersOfBuild known;

  /** A cache for a single image. */
  public LayerCache(CacheDirectory directory) {
    this(directory, new LayersOfBuild(Clock.systemUTC()));
  }

  /**
   * A cache.
   *
   * @param known what other modules of the same build have packed
   */
  public LayerCache(CacheDirectory directory, LayersOfBuild known) {
    this.directory = directory;
    this.known = known;
    this.shapes = new Remembered<>(directory, "shapes", PACKING, text -> text, text -> text);
    this.layers =
        new Remembered<>(directory, "layers", PACKING, LayerRecord::line, LayerRecord::parse);
    this.stamps = new Remembered<>(directory, "stamps", 1, text -> text, text -> text);
  }

  public Path blob(LayerBlob blob) {
    return directory.blob(blob.digest());
  }

  /**
   * Takes the layer from the cache, or packs it into the cache. If several functions with the same
   * libraries are built at once, one packs them and the others wait.
   */
  public BuiltLayer build(LayerPlan layer, ModuleJars jars) throws LambdaImageException {
    jars.make(layer);
    Digest shape = shape(layer);
    synchronized (directory.lock(shape)) {
      return build(layer, shape.hex());
    }
  }

  /**
   * Builds a layer of which the state is known: if this build has packed it, it is not even read.
   *
   * @param layer that has this state
   */
  public BuiltLayer build(LayerState state, LayerPlan layer, ModuleJars jars)
      throws LambdaImageException {
    // A second thread waits for the first, and then knows the result.
    synchronized (directory.lock(state.key())) {
      LayerBlob packed = known.find(state);
      if (packed != null && isWhole(packed)) {
        return new BuiltLayer(layer.getName(), packed, true);
      }
      long begun = known.now();
      BuiltLayer built = build(layer, jars);
      known.note(state, built.blob(), begun);
      return built;
    }
  }

  private BuiltLayer build(LayerPlan layer, String shape) throws LambdaImageException {
    if (shapes.find(shape) != null) {
      Digest diffId = tarDigest(layer);
      LayerBlob known = layers.find(diffId.hex());
      if (known != null && isWhole(known)) {
        return new BuiltLayer(layer.getName(), known, true);
      }
    }
    LayerBlob packed = pack(layer);
    layers.keep(packed.diffId().hex(), packed);
    shapes.keep(shape, "");
    return new BuiltLayer(layer.getName(), packed, false);
  }

  /** Packs a layer; if the cache's disk is full, the image's disk may not be. */
  private LayerBlob pack(LayerPlan layer) throws LambdaImageException {
    try (TemporaryFile temporary = directory.newTemporary()) {
      return pack(layer, temporary.path());
    } catch (IOException e) {
      try (TemporaryFile temporary = directory.newTemporaryAside(e)) {
        return pack(layer, temporary.path());
      } catch (IOException again) {
        throw notPacked(layer, e, again);
      }
    }
  }

  private LayerBlob pack(LayerPlan layer, Path temporary) throws IOException, LambdaImageException {
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
    BlobCopy.settle(temporary);
    stamps.keep(blob.digest().hex(), BlobStamp.written(directory.keep(temporary, blob.digest())));
    return blob;
  }

  private LambdaImageException notPacked(LayerPlan layer, IOException failure, IOException again) {
    List<Path> folders = directory.folders();
    String other =
        folders.size() == 1
            ? ""
            : ", nor does '" + folders.get(1) + "' (" + FailureReason.of(again) + ")";
    LambdaImageException exception =
        new LambdaImageException(
            "The layer '%s' could not be packed: the cache '%s' does not take it (%s)%s. Free space there, or name a local repository elsewhere with '-Dmaven.repo.local='."
                .formatted(layer.getName(), folders.get(0), FailureReason.of(failure), other),
            failure);
    exception.addSuppressed(again);
    return exception;
  }

  /** Whether the blob of a layer exists and is right. */
  public boolean has(LayerBlob blob) {
    return isWhole(blob);
  }

  /**
   * Whether a blob is right. A damaged or incomplete blob is dropped, and the layer is packed
   * again. A blob that was changed through its name in a project gets its own file in the cache,
   * with its own permissions.
   */
  private boolean isWhole(LayerBlob known) {
    Path blob = blob(known);
    if (!Files.exists(blob)) {
      return false;
    }
    String hex = known.digest().hex();
    String before = stamps.find(hex);
    String stamp = BlobStamp.confirm(blob, known.digest(), known.size(), before);
    if (stamp == null) {
      TemporaryFile.discard(blob);
      return false;
    }
    try {
      if (before != null && !before.equals(stamp) && BlobStamp.isShared(blob)) {
        BlobCopy.copy(blob, blob);
      }
      directory.touch(blob);
      String now = BlobStamp.written(blob);
      if (!now.equals(before) && !now.equals(BlobStamp.NONE)) {
        // From now on it need not be read to be trusted.
        stamps.keep(hex, now);
      }
    } catch (IOException e) {
      // The disk is full, or another user's: the bytes are right all the same.
    }
    return true;
  }

  /**
   * The diff id of a layer, for which its files are read.
   *
   * @throws LambdaImageException when somebody writes to one of the files meanwhile
   */
  public static Digest diffId(FunctionLayer layer, ModuleJars jars) throws LambdaImageException {
    LayerPlan plan = LayerPlan.of(layer, jars);
    jars.make(plan);
    return tarDigest(plan);
  }

  private static Digest tarDigest(LayerPlan layer) throws LambdaImageException {
    MessageDigest digest = Digest.newMessageDigest();
    try (OutputStream hashing =
        new BufferedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), BUFFER)) {
      LayerTar.write(layer, hashing);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written here", e);
    }
    return Digest.of(digest);
  }

  private static Digest shape(LayerPlan layer) throws LambdaImageException {
    MessageDigest shape = Digest.newMessageDigest();
    for (FileEntry file : layer.files().getEntries()) {
      String link = layer.link(file);
      String size = link != null ? link : String.valueOf(FileSize.of(file.getSourceFile()));
      int mode = file.getPermissions().getPermissionBits();
      String line = file.getExtractionPath() + "\0" + mode + '\0' + size + '\n';
      shape.update(line.getBytes(StandardCharsets.UTF_8));
    }
    if (!layer.directoryModes().isEmpty()) {
      shape.update(layer.directoryModes().toString().getBytes(StandardCharsets.UTF_8));
    }
    return Digest.of(shape);
  }
}
