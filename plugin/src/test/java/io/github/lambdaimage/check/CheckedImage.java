package io.github.lambdaimage.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.OnBase;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.oci.ManifestFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A function on a base, looked over as a build does: AWS's base for Java 21 on arm64, if not said.
 */
final class CheckedImage {

  /** The config of AWS's bases. */
  static final String AWS =
      """
      {"created":"2026-10-01T00:00:00Z",
       "config":{"Entrypoint":["/lambda-entrypoint.sh"],"WorkingDir":"/var/task",
                 "Env":["PATH=/var/lang/bin:/usr/local/bin","LAMBDA_RUNTIME_DIR=/var/runtime"]}}""";

  private static final Digest DIGEST = Digest.of("base".getBytes(UTF_8));

  private final Path cache;
  private final List<FunctionLayer> layers;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> labels = new TreeMap<>();
  private String handler = "example.Hello";
  private Architecture architecture = Architecture.ARM64;
  private String from = "public.ecr.aws/lambda/java:21";
  private String config = AWS;
  private int baseLayers = 6;
  private String topLayer = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private @Nullable UnpackedSize baseSize = new UnpackedSize(250_000_000, true);
  private @Nullable BaseFiles baseFiles;
  private final Map<String, Path> copies = new TreeMap<>();
  private boolean givesCopies = true;
  private Entrypoint entrypoint = Entrypoint.OF_BASE;
  private boolean startsRuntimeClient;
  private List<String> allowedSecrets = List.of();
  private Optional<Content> content = Optional.empty();
  private Path javaHome = Path.of(System.getProperty("java.home"));
  private Instant now = Instant.parse("2026-10-02T00:00:00Z");

  /**
   * A function.
   *
   * @param directory for the cache
   */
  CheckedImage(Path directory, List<FunctionLayer> layers) {
    this.cache = directory.resolve("repository");
    this.layers = layers;
  }

  CheckedImage handler(String text) {
    handler = text;
    return this;
  }

  CheckedImage architecture(Architecture other) {
    architecture = other;
    return this;
  }

  CheckedImage environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  CheckedImage label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  /**
   * Another base.
   *
   * @param config its config, architecture and layers left out
   */
  CheckedImage base(String name, String config) {
    from = name;
    this.config = config;
    return this;
  }

  CheckedImage baseLayers(int count) {
    baseLayers = count;
    return this;
  }

  /** The media type of the base's last layer. */
  CheckedImage topLayer(String mediaType) {
    topLayer = mediaType;
    return this;
  }

  /** Without compression; null where the registry does not say it. */
  CheckedImage baseSize(@Nullable UnpackedSize size) {
    baseSize = size;
    return this;
  }

  /** What is in the base; without it, the base's layers are not to be had. */
  CheckedImage baseFiles(BaseFiles files) {
    baseFiles = files;
    return this;
  }

  /** A file of the base's that can be read, too. */
  CheckedImage baseFile(String path, Path copy) {
    baseFiles = BaseFiles.of(List.of(new LayerListing(List.of(new Entry(Kind.FILE, path, "")))));
    return copy(path, copy);
  }

  /** What a file of the base's has in it. */
  CheckedImage copy(String path, Path copy) {
    copies.put(path, copy);
    return this;
  }

  /** Names of files are known, and what is in them is not to be had. */
  CheckedImage withoutCopies() {
    givesCopies = false;
    return this;
  }

  CheckedImage startingRuntimeClient() {
    startsRuntimeClient = true;
    return this;
  }

  CheckedImage entrypoint(String... command) throws LambdaImageException {
    entrypoint = Entrypoint.of(List.of(command));
    return this;
  }

  CheckedImage allowingSecrets(String... patterns) {
    allowedSecrets = List.of(patterns);
    return this;
  }

  /** As if its files were packed there. */
  CheckedImage packed(Path archive) {
    content = Optional.of(new Content(archive, ""));
    return this;
  }

  /** Another JDK that Maven runs with, as far as it knows older ones. */
  CheckedImage javaHome(Path directory) {
    javaHome = directory;
    return this;
  }

  CheckedImage at(Instant time) {
    now = time;
    return this;
  }

  List<String> problems(Check check) throws LambdaImageException {
    return result(check).problems();
  }

  List<String> warnings(Check check) throws LambdaImageException {
    return result(check).warnings();
  }

  List<String> notes(Check check) throws LambdaImageException {
    return result(check).notes();
  }

  /** Makes one check, the others being off. */
  private CheckResult result(Check check) throws LambdaImageException {
    Map<String, @Nullable String> levels = new HashMap<>();
    for (Check other : Check.values()) {
      levels.put(other.toString(), other == check ? "fail" : "off");
    }
    return results(levels).get(0);
  }

  /** Makes all checks that are not off. */
  List<CheckResult> results(Map<String, @Nullable String> levels) throws LambdaImageException {
    FunctionImage image = image();
    BaseImage base = base();
    return new FunctionChecks(
            CheckSettings.of(levels, allowedSecrets).of(content),
            contents(),
            CacheDirectory.in(cache),
            Clock.fixed(now, ZoneOffset.UTC),
            javaHome)
        .inspect(
            baseFiles == null ? image : OnBase.of(image, base, contents()),
            Pending.start("base", () -> base));
  }

  /** What a single rule looks at. */
  CheckedFunction subject(List<Part> parts) throws LambdaImageException {
    BaseImage base = base();
    return new CheckedFunction(
        image(),
        Pending.start("parts", () -> parts),
        Pending.start("base", () -> base),
        contents(),
        CacheDirectory.in(cache));
  }

  private FunctionImage image() throws LambdaImageException {
    return new FunctionImage(
        Handler.parse(handler),
        architecture,
        ImageName.parse(from),
        layers,
        new TreeMap<>(environment),
        new TreeMap<>(labels),
        startsRuntimeClient,
        Instant.EPOCH,
        ManifestFormat.DOCKER,
        "",
        entrypoint,
        List.of());
  }

  private BaseImage base() throws LambdaImageException {
    ImageName name = ImageName.parse(from);
    Descriptor layer =
        new Descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", DIGEST, 50_000_000);
    List<Descriptor> all = new ArrayList<>(Collections.nCopies(baseLayers - 1, layer));
    all.add(new Descriptor(topLayer, DIGEST, 50_000_000));
    return new BaseImage(
        name.digest() == null ? name.at(DIGEST) : name,
        all,
        JsonObject.parse(config.getBytes(UTF_8), "config"));
  }

  private BaseContents contents() {
    return new BaseContents() {
      @Override
      public UnpackedSize unpackedSize(BaseImage base) throws LambdaImageException {
        if (baseSize == null) {
          throw new LambdaImageException("The registry does not say.");
        }
        return baseSize;
      }

      @Override
      public BaseFiles files(BaseImage base) throws LambdaImageException {
        if (baseFiles == null) {
          throw new LambdaImageException("Maven is offline.");
        }
        return baseFiles;
      }

      @Override
      public Map<String, Path> copies(BaseImage base, SortedSet<String> paths)
          throws LambdaImageException {
        if (!givesCopies) {
          throw new LambdaImageException("The registry answers 429.");
        }
        Map<String, Path> wanted = new TreeMap<>(copies);
        wanted.keySet().retainAll(paths);
        return wanted;
      }
    };
  }
}
