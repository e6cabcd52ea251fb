package io.github.lambdaimage.registry;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Base images in registries. Manifests and configs are cached for ever under their digest; what a
 * tag stood for is remembered for work without a network.
 */
public final class RegistryBases implements BaseImages {

  private static final int LONGEST_PLATFORM = 60;

  private final Registries registries;
  private final CacheDirectory cache;
  private final Remembered<Digest> tags;
  private final boolean offline;

  /**
   * Base images.
   *
   * @param offline whether only the cache may be asked
   */
  public RegistryBases(Registries registries, CacheDirectory cache, boolean offline) {
    this.registries = registries;
    this.cache = cache;
    this.tags = new Remembered<>(cache, "tags", 1, Digest::toString, Digest::parse);
    this.offline = offline;
  }

  @Override
  public ImageName pin(ImageName name) throws LambdaImageException {
    if (name.digest() != null) {
      return name;
    }
    String key = Digest.of(name.text().getBytes(StandardCharsets.UTF_8)).hex();
    Digest known = tags.find(key);
    if (offline) {
      if (known == null) {
        throw missing("what the tag of the base image '" + name + "' stands for");
      }
      return name.at(known);
    }
    Digest digest =
        repository(name).manifests().digestOf(name.qualifier()).orElseThrow(() -> notFound(name));
    if (!digest.equals(known)) {
      tags.keep(key, digest);
    }
    return name.at(digest);
  }

  @Override
  public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
    Digest digest = Objects.requireNonNull(pinned.digest());
    JsonObject manifest = manifest(pinned, digest);
    List<JsonObject> platforms = manifest.objects("manifests");
    if (!platforms.isEmpty()) {
      manifest = manifest(pinned, choose(pinned, platforms, architecture));
    }
    Descriptor config = Descriptor.parse(manifest.object("config"));
    byte[] document =
        document(
            pinned, config.digest(), () -> repository(pinned).blobs().document(config.digest()));
    return BaseImage.of(
        pinned,
        manifest,
        JsonObject.parse(document, "The config of '" + pinned + "'"),
        architecture);
  }

  private JsonObject manifest(ImageName name, Digest digest) throws LambdaImageException {
    byte[] document =
        document(name, digest, () -> fetch(repository(name).manifests(), name, digest));
    return JsonObject.parse(document, "The manifest of '" + name + "'");
  }

  /**
   * A pull-through cache imports what is asked for by tag, and says 404 of a digest until then: so
   * a tag is asked for once, if there is one.
   */
  private static byte[] fetch(Manifests manifests, ImageName name, Digest digest)
      throws LambdaImageException {
    String reference = digest.toString();
    Optional<byte[]> found = manifests.find(reference);
    String tag = name.tag();
    if (found.isEmpty() && tag != null && manifests.find(tag).isPresent()) {
      found = manifests.find(reference);
    }
    return found.orElseThrow(() -> notFound(name.at(digest)));
  }

  private static Digest choose(
      ImageName name, List<JsonObject> platforms, Architecture architecture)
      throws LambdaImageException {
    for (JsonObject entry : platforms) {
      JsonObject platform = entry.object("platform");
      if ("linux".equals(platform.text("os"))
          && architecture.ociName().equals(platform.text("architecture"))) {
        return Descriptor.parse(entry).digest();
      }
    }
    throw new LambdaImageException(
        "The base image '%s' has no 'linux/%s', which <architecture> '%s' needs; it has %s. Name another base in <from>, or change <architecture>."
            .formatted(
                name,
                architecture.ociName(),
                architecture.lambdaName(),
                platforms.stream()
                    .map(entry -> entry.object("platform"))
                    .map(it -> it.text("os") + "/" + it.text("architecture"))
                    .map(it -> "'" + Quotation.of(it, LONGEST_PLATFORM) + "'")
                    .collect(Collectors.joining(", "))));
  }

  /** Fetches what the cache does not have. */
  @FunctionalInterface
  private interface Fetch {
    byte[] bytes() throws LambdaImageException;
  }

  private byte[] document(ImageName name, Digest digest, Fetch fetch) throws LambdaImageException {
    Optional<byte[]> cached = cached(digest);
    if (cached.isPresent()) {
      return cached.get();
    }
    if (offline) {
      throw missing("'" + digest + "', a part of the base image '" + name + "',");
    }
    byte[] fetched = fetch.bytes();
    if (!Digest.of(fetched).equals(digest)) {
      throw new LambdaImageException(
          "The registry '%s' gave out other bytes for '%s' than its digest says. Try again; if it stays, the registry, or a proxy before it, is damaged."
              .formatted(name.registry(), digest));
    }
    try {
      cache.write(digest, fetched);
    } catch (IOException e) {
      // The next build fetches it again.
    }
    return fetched;
  }

  /** The bytes of a digest, or nothing if they are not there, damaged, or not ours to read. */
  private Optional<byte[]> cached(Digest digest) {
    Path file = cache.blob(digest);
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (Digest.of(bytes).equals(digest)) {
        cache.touch(file);
        return Optional.of(bytes);
      }
    } catch (IOException e) {
      // It is fetched then.
    }
    return Optional.empty();
  }

  private Repository repository(ImageName name) throws LambdaImageException {
    return registries.toPull(name);
  }

  private static LambdaImageException notFound(ImageName name) {
    return new MissingImageException(
        name,
        "The base image '%s' does not exist: '%s' has no '%s' in the repository '%s'. Correct <from>."
            .formatted(name, name.registry(), name.qualifier(), name.repository()));
  }

  private static LambdaImageException missing(String what) {
    return new LambdaImageException(
        "Maven is offline, and %s is not in the cache. Build once without '-o'.".formatted(what));
  }
}
