package io.github.lambdaimage.registry;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.BaseImages;
import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Base images in registries. Manifests and configs are cached forever under their digest; the
 * digest of a tag is remembered for work without a network.
 */
public final class RegistryBases implements BaseImages {

  private static final int MOST_NAMED = 10;

  private final Registries registries;
  private final CacheDirectory cache;
  private final Remembered<Digest> tags;
  private final Set<ImageName> asked = ConcurrentHashMap.newKeySet();
  private final boolean offline;
  private final ImageRole role;

  /**
   * Base images.
   *
   * @param offline whether to use only the cache
   */
  public RegistryBases(Registries registries, CacheDirectory cache, boolean offline) {
    this(registries, cache, offline, ImageRole.BASE);
  }

  /**
   * Images with a role.
   *
   * @param offline whether to use only the cache
   */
  public RegistryBases(
      Registries registries, CacheDirectory cache, boolean offline, ImageRole role) {
    this.registries = registries;
    this.cache = cache;
    this.tags = new Remembered<>(cache, "tags", 1, Digest::toString, Digest::parse);
    this.offline = offline;
    this.role = role;
  }

  @Override
  public ImageName pin(ImageName name) throws LambdaImageException {
    if (name.digest() != null) {
      return name;
    }
    if (offline) {
      Digest known = tags.find(key(name));
      if (known == null) {
        throw missing("what the tag of the " + role.what() + " '" + name + "' stands for");
      }
      return name.at(known);
    }
    Digest digest =
        repository(name).manifests().digestOf(name.qualifier()).orElseThrow(() -> notFound(name));
    ImageName pinned = name.at(digest);
    if (Files.exists(cache.blob(digest))) {
      // An unchanged build asks for nothing else: what it may need offline must not be pruned.
      cache.touch(cache.blob(digest));
      remember(pinned, digest);
    } else {
      // It is not known yet whether the image exists: do not replace what was remembered by a wrong
      // digest.
      asked.add(pinned);
    }
    return pinned;
  }

  private void remember(ImageName pinned, Digest digest) {
    String key = key(pinned);
    if (!digest.equals(tags.find(key))) {
      tags.keep(key, digest);
    }
  }

  private static String key(ImageName name) {
    return Digest.of(name.text().getBytes(StandardCharsets.UTF_8)).hex();
  }

  @Override
  public BaseImage load(ImageName pinned, Architecture architecture) throws LambdaImageException {
    Digest digest = Objects.requireNonNull(pinned.digest());
    JsonObject manifest =
        manifest(pinned, digest, () -> repository(pinned).manifests().find(digest.toString()));
    List<JsonObject> platforms = manifest.objects("manifests");
    if (!platforms.isEmpty()) {
      Descriptor chosen = choose(pinned, platforms, architecture);
      manifest =
          manifest(pinned, chosen.digest(), () -> repository(pinned).manifests().find(chosen));
    }
    Descriptor config = BaseImage.config(role, pinned, manifest);
    byte[] document =
        document(pinned, config.digest(), () -> repository(pinned).blobs().config(config));
    BaseImage image =
        BaseImage.of(role, pinned, manifest, parse(document, "config", pinned), architecture);
    if (asked.remove(pinned)) {
      remember(pinned, digest);
    }
    return image;
  }

  private JsonObject manifest(ImageName name, Digest digest, Lookup lookup)
      throws LambdaImageException {
    byte[] document =
        document(
            name,
            digest,
            () ->
                imported(repository(name).manifests(), name, lookup)
                    .orElseThrow(() -> notFound(name, digest)));
    return parse(document, "manifest", name);
  }

  /** Parses a document that has its digest, but may have been pushed malformed. */
  private JsonObject parse(byte[] document, String kind, ImageName name)
      throws LambdaImageException {
    try {
      return JsonObject.parse(document, "The " + kind + " of '" + name + "'");
    } catch (LambdaImageException e) {
      throw new LambdaImageException(
          e.getMessage()
              + ". Check that '"
              + name.registry()
              + "' is a registry, and what is before it, or name "
              + role.another()
              + " in "
              + role.element()
              + ".",
          e);
    }
  }

  /**
   * A pull-through cache imports images by tag, and answers 404 for a digest until then: so the
   * tag, if there is one, is requested once.
   */
  private static Optional<byte[]> imported(Manifests manifests, ImageName name, Lookup lookup)
      throws LambdaImageException {
    Optional<byte[]> found = lookup.find();
    String tag = name.tag();
    return found.isEmpty() && tag != null && manifests.find(tag).isPresent()
        ? lookup.find()
        : found;
  }

  private Descriptor choose(ImageName name, List<JsonObject> platforms, Architecture architecture)
      throws LambdaImageException {
    for (JsonObject entry : platforms) {
      JsonObject platform = entry.object("platform");
      if ("linux".equals(platform.text("os"))
          && architecture.ociName().equals(platform.text("architecture"))) {
        return BaseImage.image(role, name, entry);
      }
    }
    throw new LambdaImageException(
        "The %s '%s' has no 'linux/%s', which <architecture> '%s' needs; it has %s. Name %s in %s, or change <architecture>."
            .formatted(
                role.what(),
                name,
                architecture.ociName(),
                architecture.lambdaName(),
                named(platforms),
                role.another(),
                role.element()));
  }

  private static String named(List<JsonObject> platforms) {
    String named =
        platforms.stream()
            .map(entry -> entry.object("platform"))
            .filter(platform -> platform.has("os"))
            .map(it -> "'" + it.shown("os") + "/" + it.shown("architecture") + "'")
            .distinct()
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "images that do not say what they are for" : named;
  }

  /** Looks for a manifest in its registry. */
  @FunctionalInterface
  private interface Lookup {
    Optional<byte[]> find() throws LambdaImageException;
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
      throw missing("'" + digest + "', a part of the " + role.what() + " '" + name + "',");
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

  /** The bytes of a digest; empty if they are missing, damaged, or not readable. */
  private Optional<byte[]> cached(Digest digest) {
    Path file = cache.blob(digest);
    try {
      if (Files.size(file) > Document.MANIFEST.longest()) {
        return Optional.empty();
      }
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

  private LambdaImageException notFound(ImageName name) {
    return new MissingImageException(
        name,
        "The %s '%s' does not exist: '%s' has no '%s' in the repository '%s'. Correct %s."
            .formatted(
                role.what(),
                name,
                name.registry(),
                name.qualifier(),
                name.repository(),
                role.element()));
  }

  /** What a tag or an index names does not exist, or what the user wrote does not. */
  private LambdaImageException notFound(ImageName name, Digest digest) {
    if (name.text().endsWith(digest.toString())) {
      return notFound(name);
    }
    return new MissingImageException(
        name,
        "The %s '%s' is incomplete: '%s' names '%s', which is not in the repository '%s'. Try again; if it stays, name %s in %s, or have it pushed again."
            .formatted(
                role.what(),
                name,
                name.registry(),
                digest,
                name.repository(),
                role.another(),
                role.element()));
  }

  private static LambdaImageException missing(String what) {
    return new LambdaImageException(
        "Maven is offline, and %s is not in the cache. Build once without '-o'.".formatted(what));
  }
}
