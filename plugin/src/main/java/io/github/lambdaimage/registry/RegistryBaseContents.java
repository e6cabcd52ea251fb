package io.github.lambdaimage.registry;

import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.base.LayerEntries;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** The layers of base images in registries; what was found in one is remembered by digest. */
public final class RegistryBaseContents implements BaseContents, ImageLayers {

  private static final int TRAILER = Integer.BYTES;

  /** In bytes: ten for the head, two for the content, eight for the trailer. */
  private static final int SHORTEST_GZIP = 20;

  private static final String ZSTD = "zstd";

  private final Registries registries;
  private final BaseLayers layers;
  private final CacheDirectory cache;
  private final Remembered<Long> trailers;
  private final Remembered<LayerListing> listings;
  private final boolean offline;
  private final ImageRole role;
  private final Map<List<Descriptor>, BaseFiles> files = new HashMap<>();
  private final Map<List<Descriptor>, UnpackedSize> sizes = new HashMap<>();

  /**
   * The layers of bases.
   *
   * @param offline whether to use only the cache
   */
  public RegistryBaseContents(
      Registries registries, BaseLayers layers, CacheDirectory cache, boolean offline) {
    this(registries, layers, cache, offline, ImageRole.BASE);
  }

  /**
   * The layers of images with a role.
   *
   * @param offline whether to use only the cache
   */
  public RegistryBaseContents(
      Registries registries,
      BaseLayers layers,
      CacheDirectory cache,
      boolean offline,
      ImageRole role) {
    this.registries = registries;
    this.layers = layers;
    this.cache = cache;
    this.trailers = new Remembered<>(cache, "trailers", 1, String::valueOf, Long::valueOf);
    this.listings = new Remembered<>(cache, "listings", 4, LayerListing::text, LayerListing::parse);
    this.offline = offline;
    this.role = role;
  }

  @Override
  public synchronized UnpackedSize unpackedSize(BaseImage base) throws LambdaImageException {
    UnpackedSize known = sizes.get(base.layers());
    if (known == null) {
      known = sizeOf(base);
      sizes.put(base.layers(), known);
    }
    return known;
  }

  private UnpackedSize sizeOf(BaseImage base) throws LambdaImageException {
    UnpackedSize size = UnpackedSize.NONE;
    for (Descriptor layer : base.layers()) {
      if (layer.mediaType().endsWith(ZSTD)) {
        throw new LambdaImageException(
            "its layer '%s' has no gzip trailer.".formatted(layer.digest()));
      }
      boolean compressed = layer.mediaType().endsWith("gzip");
      if (compressed && layer.size() < SHORTEST_GZIP) {
        throw new LambdaImageException(
            "its layer '%s' is too short for gzip.".formatted(layer.digest()));
      }
      size =
          size.plus(
              compressed
                  ? UnpackedSize.ofGzip(layer.size(), trailer(base.name(), layer))
                  : new UnpackedSize(layer.size(), true));
    }
    return size;
  }

  private long trailer(ImageName base, Descriptor layer) throws LambdaImageException {
    String key = layer.digest().hex();
    Long known = trailers.find(key);
    if (known != null) {
      return known;
    }
    byte[] bytes = lastBytes(base, layer);
    long trailer =
        Integer.toUnsignedLong(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
    trailers.keep(key, trailer);
    return trailer;
  }

  private byte[] lastBytes(ImageName base, Descriptor layer) throws LambdaImageException {
    Path cached = cache.blob(layer.digest());
    // The result is remembered, so the complete file is read only once.
    if (BlobFile.isWhole(cached, layer.digest(), layer.size())) {
      try (RandomAccessFile file = new RandomAccessFile(cached.toFile(), "r")) {
        byte[] bytes = new byte[TRAILER];
        file.seek(layer.size() - TRAILER);
        file.readFully(bytes);
        return bytes;
      } catch (IOException e) {
        // It is requested then.
      }
    }
    if (offline) {
      throw new LambdaImageException(
          "Maven is offline, and the layer '%s' of '%s' was not looked at before. Build once without '-o'."
              .formatted(layer.digest(), base));
    }
    Optional<byte[]> tail = registries.toPull(base).blobs().tail(layer, TRAILER);
    if (tail.isEmpty() || tail.get().length != TRAILER) {
      throw new LambdaImageException(
          "The registry '%s' does not give out parts of a layer.".formatted(base.registry()));
    }
    return tail.get();
  }

  @Override
  public synchronized BaseFiles files(BaseImage base) throws LambdaImageException {
    BaseFiles known = files.get(base.layers());
    if (known != null) {
      return known;
    }
    List<LayerListing> listings = new ArrayList<>();
    for (Descriptor layer : base.layers()) {
      listings.add(listing(base.name(), layer));
    }
    BaseFiles found = BaseFiles.of(listings);
    files.put(base.layers(), found);
    return found;
  }

  @Override
  public Map<String, Path> copies(BaseImage base, SortedSet<String> paths)
      throws LambdaImageException {
    return new BaseFileCopies(this, cache).of(base, paths);
  }

  @Override
  public LayerListing listing(ImageName base, Descriptor layer) throws LambdaImageException {
    String key = layer.digest().hex();
    LayerListing known = listings.find(key);
    if (known != null) {
      return known;
    }
    if (layer.mediaType().endsWith(ZSTD)) {
      throw new LambdaImageException(
          "The layer '%s' of the %s '%s' is compressed with zstd, which this plugin does not read. Name %s with gzip layers in %s."
              .formatted(layer.digest(), role.what(), base, role.one(), role.element()));
    }
    LayerListing.Reader reader = new LayerListing.Reader();
    read(base, layer, reader::visit);
    LayerListing listing = reader.listing();
    listings.keep(key, listing);
    return listing;
  }

  @Override
  public void read(
      ImageName image, Descriptor layer, LayerEntries.Visitor<LambdaImageException> visitor)
      throws LambdaImageException {
    try (InputStream in = Files.newInputStream(layers.fetch(image, layer))) {
      LayerEntries.read(in, visitor);
    } catch (IOException e) {
      throw new LambdaImageException(
          "The layer '%s' of the %s '%s' cannot be read: %s. %s"
              .formatted(layer.digest(), role.what(), image, FailureReason.of(e), role.cure()),
          e);
    }
  }
}
