package io.github.lambdaimage.copy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.cache.BlobCopy;
import io.github.lambdaimage.cache.BlobFile;
import io.github.lambdaimage.cache.BlobStamp;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.copy.LayerPlaces.Place;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Size;
import io.github.lambdaimage.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Extracts files from the layers of an image; each layer that has any is read once. The files
 * become blobs of the cache: a name in the image is never a name on this machine.
 */
final class Unpacking {

  private static final int BUFFER = 128 * 1024;
  private static final int EXECUTABLE = 0111;

  /** Limit for all files together, in bytes: Lambda accepts no larger image. */
  private static final long LARGEST = 10_000_000_000L;

  private final ImageFiles wanted;
  private final BaseImage image;
  private final ImageLayers layers;
  private final CacheDirectory cache;
  private final Map<Place, StoredFile> stored = new HashMap<>();
  private long total;

  Unpacking(ImageFiles wanted, BaseImage image, ImageLayers layers, CacheDirectory cache) {
    this.wanted = wanted;
    this.image = image;
    this.layers = layers;
    this.cache = cache;
  }

  /**
   * Finds and extracts the files.
   *
   * @throws LambdaImageException when they are not available, or not allowed
   */
  List<StoredFile> files() throws LambdaImageException {
    List<LayerListing> listings = ImageTree.listings(wanted, image, layers);
    SortedMap<String, Entry> found = ImageTree.files(wanted, listings);
    var places = new LayerPlaces(wanted, listings).of(found.values());
    for (int i = 0; i < listings.size(); i++) {
      take(i, places.values().stream().toList());
    }
    List<StoredFile> files = new ArrayList<>();
    for (Map.Entry<String, Entry> file : found.entrySet()) {
      Place place = places.get(file.getValue());
      StoredFile content = place == null ? null : stored.get(place);
      if (content == null) {
        throw ImageTree.refused(
            wanted,
            "'%s' is not the file that it seems to be. Take no files from such an image."
                .formatted(file.getValue().path()));
      }
      files.add(content.at(file.getKey()));
    }
    return files;
  }

  private void take(int layer, List<Place> places) throws LambdaImageException {
    Set<String> paths = new HashSet<>();
    for (Place place : places) {
      if (place.layer() == layer) {
        paths.add(place.path());
      }
    }
    if (paths.isEmpty()) {
      return;
    }
    layers.read(
        image.name(),
        image.layers().get(layer),
        (entry, content) -> {
          String path = LayerListing.path(entry);
          if (paths.contains(path) && isRegular(entry)) {
            // If two have the same path, the later one counts.
            stored.put(new Place(layer, path), store(entry, content));
          }
        });
  }

  private static boolean isRegular(TarArchiveEntry entry) {
    return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !isSpecial(entry);
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
  }

  private StoredFile store(TarArchiveEntry entry, InputStream content)
      throws IOException, LambdaImageException {
    if (entry.getName().startsWith("/")) {
      throw ImageTree.refused(
          wanted,
          "the file '%s' has an absolute name in its layer. Take no files from such an image."
              .formatted(entry.getName()));
    }
    total += entry.getRealSize();
    if (total > LARGEST) {
      throw ImageTree.refused(
          wanted,
          "the files of '%s' have more than %s, and Lambda accepts no such image. Take fewer (<includes>, <excludes>)."
              .formatted(wanted.from(), Size.of(LARGEST)));
    }
    try (TemporaryFile temporary = newTemporary()) {
      MessageDigest digest = Digest.newMessageDigest();
      long size = copy(content, temporary.path(), digest);
      return kept(temporary.path(), Digest.of(digest), size, (entry.getMode() & EXECUTABLE) != 0);
    }
  }

  /** Keeps a blob that exists already: others may rely on what the file system says about it. */
  private StoredFile kept(Path temporary, Digest digest, long size, boolean executable)
      throws LambdaImageException {
    try {
      Path file = cache.blob(digest);
      if (!BlobFile.isWhole(file, digest, size)) {
        BlobCopy.settle(temporary);
        file = cache.keep(temporary, digest);
      }
      return new StoredFile("", executable, size, digest, BlobStamp.written(file));
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private TemporaryFile newTemporary() throws LambdaImageException {
    try {
      return cache.newTemporary();
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** Copies a file; tells a layer that cannot be read from a disk that is full. */
  private long copy(InputStream content, Path file, MessageDigest digest)
      throws IOException, LambdaImageException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
        try {
          out.write(buffer, 0, read);
        } catch (IOException e) {
          throw notWritten(e);
        }
      }
    }
    return size;
  }

  private LambdaImageException notWritten(IOException e) {
    return new LambdaImageException(
        "The files of the image '%s' could not be kept in the cache '%s': %s. Free space there, or name a local repository elsewhere with '-Dmaven.repo.local='."
            .formatted(image.name(), cache.folders().get(0), FailureReason.of(e)),
        e);
  }
}
