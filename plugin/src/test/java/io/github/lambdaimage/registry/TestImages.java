package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestAssembly;
import io.github.lambdaimage.layer.FunctionContents;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.ManifestFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small images on a base in a scripted registry. */
final class TestImages {

  static final byte[] BASE_LAYER = "base layer".getBytes(UTF_8);

  private final ScriptedRegistry registry;
  private final Path directory;
  private final String baseConfigDigest;

  TestImages(ScriptedRegistry registry, Path directory) {
    this.registry = registry;
    this.directory = directory;
    this.baseConfigDigest = putBase();
  }

  /** Puts the base there as {@code lambda/java:21}. */
  private String putBase() {
    Digest layer = Digest.of(BASE_LAYER);
    byte[] config =
        """
        {"architecture":"arm64","os":"linux","config":{},"rootfs":{"diff_ids":["%s"]}}"""
            .formatted(layer)
            .getBytes(UTF_8);
    String configDigest = Digest.of(config).toString();
    byte[] manifest =
        """
        {"config":{"digest":"%s","size":%s},"layers":[{"mediaType":"%s","digest":"%s","size":%s}]}"""
            .formatted(
                configDigest,
                config.length,
                ManifestFormat.DOCKER.layer(),
                layer,
                BASE_LAYER.length)
            .getBytes(UTF_8);
    byte[] index =
        """
        {"manifests":[{"digest":"%s","size":%s,"platform":{"os":"linux","architecture":"arm64"}}]}"""
            .formatted(Digest.of(manifest), manifest.length)
            .getBytes(UTF_8);
    registry.blobs.put(layer.toString(), BASE_LAYER);
    registry.blobs.put(configDigest, config);
    registry.manifests.put(Digest.of(manifest).toString(), manifest);
    registry.manifests.put(Digest.of(index).toString(), index);
    registry.manifests.put("21", index);
    return configDigest;
  }

  String baseConfigDigest() {
    return baseConfigDigest;
  }

  ImageLayout build(String... contents) throws Exception {
    return build(false, contents);
  }

  /** An image of one class, and of a model if there is a second text. */
  ImageLayout build(boolean offline, String... contents) throws Exception {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Files.writeString(classes.resolve("A.class"), contents[0]);
    List<ExtraFiles> extra = List.of();
    if (contents.length > 1) {
      Path model = Files.writeString(directory.resolve("model.bin"), contents[1]);
      extra = List.of(ExtraFiles.of(model, "/opt", List.of(), List.of(), null));
    }
    FunctionImage image =
        new FunctionImage(
            Handler.parse("A"),
            Architecture.ARM64,
            ImageName.parse(registry.host() + "/lambda/java:21"),
            FunctionContents.layers(classes, List.of(), extra),
            new TreeMap<>(),
            new TreeMap<>(),
            false,
            Instant.EPOCH,
            ManifestFormat.DOCKER,
            "",
            Entrypoint.OF_BASE,
            List.of());
    BaseLayers baseLayers = new BaseLayers(registries(), cache(), offline, bytes -> {});
    ImageAssembler assembler =
        new ImageAssembler(
            new RegistryBases(registries(), cache(), offline),
            new RegistryBaseContents(registries(), baseLayers, cache(), offline),
            cache(),
            Clock.systemUTC());
    return TestAssembly.assemble(
            assembler,
            image,
            directory.resolve("layout"),
            BasePolicy.CURRENT,
            (checked, base) -> List.of())
        .layout();
  }

  ImagePublisher publisher(SharedBlobs shared) {
    return new ImagePublisher(
        registries(), new BaseLayers(registries(), cache(), false, Progress.NONE), shared);
  }

  /** Publishes an image as 1.0 to the same registry. */
  PublishedImage publish(ImageLayout image, String repository, SharedBlobs shared)
      throws Exception {
    return publisher(shared)
        .publish(
            image,
            Attaching.NOTHING,
            Destination.of(registry.host() + "/" + repository, List.of("1.0")),
            TagMutability.UNKNOWN);
  }

  /** The layers that are not the base's. */
  List<Descriptor> ownLayers(ImageLayout image) throws Exception {
    return ImageManifest.parse(image.manifest()).layers().stream()
        .filter(layer -> !layer.digest().equals(Digest.of(BASE_LAYER)))
        .toList();
  }

  /** The same image in another folder. */
  ImageLayout copy(ImageLayout image) throws Exception {
    Path copy = directory.resolve("copy");
    try (Stream<Path> files = Files.walk(image.directory())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(image.directory().relativize(file).toString()));
      }
    }
    return ImageLayout.open(copy);
  }

  private CacheDirectory cache() {
    return CacheDirectory.in(directory.resolve("repository"));
  }

  private static Registries registries() {
    return new Registries(
        new Transport(uri -> null, Set.of(), Progress.NONE),
        host -> Optional.empty(),
        new RetryPolicy(pause -> {}));
  }
}
