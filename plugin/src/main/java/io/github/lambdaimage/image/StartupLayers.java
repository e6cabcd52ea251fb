package io.github.lambdaimage.image;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.layer.LayerCache;
import io.github.lambdaimage.layer.LayerPlan;
import io.github.lambdaimage.layer.LayerRecord;
import io.github.lambdaimage.layer.ModuleJars;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.FieldsDigest;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last layers of an image with a startup cache: the program that uses the cache, and the cache
 * itself. Two runs write two different caches; so a cache is an input, stored under a key of
 * everything that it depends on, and made if there is none with that key.
 */
final class StartupLayers {

  /** The number of these layers. */
  static final int COUNT = 2;

  private static final String FORM = "2";

  private static final Pattern OF_A_SHELL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** A cache that was made, and its gain. */
  private record Known(LayerBlob blob, StartupFigures figures) {}

  private final BaseContents contents;
  private final LayerCache layers;
  private final Function<LayerBlob, Path> blobs;
  private final Remembered<Known> caches;

  /**
   * Layers.
   *
   * @param blobs where the packed layers are
   */
  StartupLayers(BaseContents contents, CacheDirectory cache, Function<LayerBlob, Path> blobs) {
    this.contents = contents;
    this.layers = new LayerCache(cache);
    this.blobs = blobs;
    this.caches = new Remembered<>(cache, "startup", 1, StartupLayers::line, StartupLayers::parse);
  }

  /**
   * Adds them to an image.
   *
   * @param image as requested
   * @param onBase the image with everything that depends on its base
   * @param plan of that image, without these layers
   */
  Composition on(
      FunctionImage image,
      FunctionImage onBase,
      ContainerBuildPlan plan,
      BaseImage base,
      List<BuiltLayer> packed,
      List<CheckResult> results,
      StartupCaches startup)
      throws LambdaImageException, IOException {
    try (StartupCaches.Work work = startup.begin(base);
        ModuleJars none = new ModuleJars()) {
      List<FunctionLayer> more = new ArrayList<>(image.layers());
      more.add(work.layer(onBase));
      FunctionImage prepared =
          OnBase.of(image.with(more, work.environment(image.environment())), base, contents);
      ContainerBuildPlan started = started(work.program(), plan, prepared, base);
      List<BuiltLayer> all = new ArrayList<>(packed);
      all.add(build(prepared.layers().get(packed.size()), none));
      ImageDocuments without = ImageDocuments.of(image, started, base, all, results, null);
      Digest key = key(without, startup);
      Known known = caches.find(key.hex());
      boolean cached = known != null && layers.has(known.blob());
      if (known == null || !cached) {
        ImageLayout trial = write(work.directory().resolve("without"), without);
        StartupCaches.Made made = work.make(trial);
        BuiltLayer cache = build(made.layer(), none);
        all.add(cache);
        ImageDocuments with = ImageDocuments.of(image, started, base, all, results, null);
        Duration after = work.start(write(work.directory().resolve("with"), with));
        known =
            new Known(
                cache.blob(),
                new StartupFigures(
                    made.initBefore().toMillis(), after.toMillis(), cache.blob().size()));
        caches.keep(key.hex(), known);
      } else {
        all.add(new BuiltLayer(StartupCaches.CACHE_LAYER, known.blob(), true));
      }
      return new Composition(
          List.copyOf(all), ImageDocuments.of(image, started, base, all, results, known.figures()));
    }
  }

  private BuiltLayer build(FunctionLayer layer, ModuleJars none) throws LambdaImageException {
    return layers.build(LayerPlan.of(layer, none), none);
  }

  /**
   * Writes a temporary layout beside the real one, which is written when the image was proved to
   * start.
   */
  private ImageLayout write(Path directory, ImageDocuments documents) throws LambdaImageException {
    try {
      return ImageLayout.write(directory, documents, blobs, EarlierImage.in(directory, null));
    } catch (IOException e) {
      throw new LambdaImageException(
          "<startupCache>: the image that is to be trained could not be written to '%s': %s. Free space there, or name a directory for temporary files with '-Djava.io.tmpdir='."
              .formatted(directory, FailureReason.of(e)),
          e);
    }
  }

  /**
   * The plan with the program: a variable makes AWS's runtime start it; if the image starts the
   * client itself, the program comes first in the entrypoint.
   */
  private ContainerBuildPlan started(
      String program, ContainerBuildPlan plan, FunctionImage image, BaseImage base)
      throws LambdaImageException {
    @Nullable List<String> own = plan.getEntrypoint();
    List<String> entrypoint = own == null ? base.entrypoint() : own;
    ContainerBuildPlan started = ImagePlan.withEnvironment(image.environment(), plan);
    if (ImagePlan.startsClient(entrypoint)) {
      refuseLostVariables(image, base);
      List<String> first = new ArrayList<>(List.of(program));
      first.addAll(entrypoint);
      return ImagePlan.withEntrypoint(first, started);
    }
    if (own != null && !image.entrypoint().callsHandler()) {
      throw new LambdaImageException(
          "<startupCache> is for functions that AWS's runtime interface client calls, and <entrypoint> '%s' starts something else. Remove one of them."
              .formatted(String.join(" ", own)));
    }
    return started;
  }

  /** Refuses variables that would be lost: Bash passes on names that other shells drop. */
  private void refuseLostVariables(FunctionImage image, BaseImage base)
      throws LambdaImageException {
    Set<String> names = new TreeSet<>(base.environment().keySet());
    names.addAll(image.environment().keySet());
    names.removeIf(name -> OF_A_SHELL.matcher(name).matches());
    if (!names.isEmpty() && !contents.files(base).resolve("/bin/sh").orElse("").endsWith("/bash")) {
      throw new LambdaImageException(
          "<startupCache>: the variables %s would be lost, since a program in the base's shell starts the JVM then, and shells hand on names of letters, digits and '_' alone. Rename them, set system properties in JAVA_TOOL_OPTIONS, or leave <startupCache> out."
              .formatted(names.stream().collect(Collectors.joining("', '", "'", "'"))));
    }
  }

  /**
   * A digest of everything on which the classes in a cache, and whether a JVM accepts it, depend.
   */
  private static Digest key(ImageDocuments image, StartupCaches startup)
      throws LambdaImageException {
    JsonObject config = JsonObject.parse(image.config(), "The image's config");
    JsonObject process = config.object("config");
    FieldsDigest fields =
        new FieldsDigest().add(FORM).add(String.valueOf(LayerCache.PACKING)).add(startup.key());
    for (List<String> texts :
        List.of(
            config.object("rootfs").texts("diff_ids"),
            process.texts("Env"),
            process.texts("Entrypoint"),
            process.texts("Cmd"),
            List.of(String.valueOf(process.text("WorkingDir"))))) {
      fields.add(String.valueOf(texts.size()));
      texts.forEach(fields::add);
    }
    return fields.digest();
  }

  private static String line(Known known) {
    StartupFigures figures = known.figures();
    return LayerRecord.line(known.blob()) + " " + figures.before() + " " + figures.after();
  }

  private static Known parse(String text) throws LambdaImageException {
    String[] fields = text.split(" ", -1);
    LayerBlob blob = LayerRecord.parse(fields, 0);
    return new Known(
        blob,
        StartupFigures.parse(
            fields[LayerRecord.FIELDS],
            fields[LayerRecord.FIELDS + 1],
            String.valueOf(blob.size())));
  }
}
