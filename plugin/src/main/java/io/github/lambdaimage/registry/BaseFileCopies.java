package io.github.lambdaimage.registry;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.ImageLayers;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.FieldsDigest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Copies of files in bases' layers, as blobs of the cache; their digests are remembered. */
final class BaseFileCopies {

  private static final int FORM = 1;

  /** In bytes, including holes: no jar is larger. */
  private static final long LARGEST = 1_000_000_000;

  private final ImageLayers layers;
  private final CacheDirectory cache;
  private final Remembered<Map<String, Digest>> memory;

  BaseFileCopies(ImageLayers layers, CacheDirectory cache) {
    this.layers = layers;
    this.cache = cache;
    this.memory =
        new Remembered<>(cache, "base-files", FORM, BaseFileCopies::text, BaseFileCopies::parse);
  }

  /**
   * Copies of files.
   *
   * @param paths of files that exist in the end
   * @return by path; a file that another name has made (a link, for example) is left out
   * @throws LambdaImageException when a layer is not available
   */
  Map<String, Path> of(BaseImage base, SortedSet<String> paths) throws LambdaImageException {
    Map<String, Path> copies = new TreeMap<>();
    for (Descriptor layer : base.layers()) {
      SortedSet<String> here = new TreeSet<>();
      for (Entry entry : layers.listing(base.name(), layer).entries()) {
        if (entry.kind() == Kind.FILE && paths.contains(entry.path())) {
          here.add(entry.path());
        }
      }
      if (!here.isEmpty()) {
        // If two have the same path, that of the later layer counts.
        digests(base.name(), layer, here)
            .forEach((path, digest) -> copies.put(path, cache.blob(digest)));
      }
    }
    return copies;
  }

  private Map<String, Digest> digests(ImageName base, Descriptor layer, SortedSet<String> paths)
      throws LambdaImageException {
    FieldsDigest fields = new FieldsDigest().add(layer.digest().toString());
    paths.forEach(fields::add);
    String key = fields.digest().hex();
    Map<String, Digest> known = memory.find(key);
    if (known != null && known.values().stream().allMatch(it -> Files.exists(cache.blob(it)))) {
      known.values().forEach(it -> cache.touch(cache.blob(it)));
      return known;
    }
    Map<String, Digest> found = new TreeMap<>();
    layers.read(
        base,
        layer,
        (entry, content) -> {
          String path = LayerListing.path(entry);
          if (paths.contains(path) && entry.isFile() && entry.getRealSize() <= LARGEST) {
            found.put(path, store(content));
          }
        });
    memory.keep(key, found);
    return found;
  }

  private Digest store(InputStream content) throws IOException {
    try (TemporaryFile temporary = cache.newTemporary()) {
      MessageDigest hash = Digest.newMessageDigest();
      try (OutputStream out =
          new DigestOutputStream(Files.newOutputStream(temporary.path()), hash)) {
        content.transferTo(out);
      }
      Digest digest = Digest.of(hash);
      if (!Files.exists(cache.blob(digest))) {
        var unused = cache.keep(temporary.path(), digest);
      }
      return digest;
    }
  }

  private static String text(Map<String, Digest> files) {
    StringBuilder text = new StringBuilder();
    files.forEach((path, digest) -> text.append(path).append('\t').append(digest).append('\n'));
    return text.toString();
  }

  private static Map<String, Digest> parse(String text) throws LambdaImageException {
    Map<String, Digest> files = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        int tab = line.indexOf('\t');
        files.put(line.substring(0, tab), Digest.parse(line.substring(tab + 1)));
      }
    }
    return files;
  }
}
