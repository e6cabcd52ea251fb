package io.github.lambdaimage.check;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.cache.Remembered;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.layer.LayerState;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The class to start with, looked for once in the same files: each build asks, and the search reads
 * every class of the project.
 */
public final class StartClassMemory {

  private static final int FORM = 1;

  private static final String MANIFEST = FunctionFile.TASK_ROOT + "/" + JarFile.MANIFEST_NAME;

  private final Remembered<StartClass> memory;
  private final Clock clock;

  /** The search to run if the answer is not known. */
  @FunctionalInterface
  interface Search {
    StartClass find() throws LambdaImageException;
  }

  /**
   * A memory in a cache.
   *
   * @param clock tells what is too new to be recognised by its times
   */
  public StartClassMemory(CacheDirectory cache, Clock clock) {
    this.memory =
        new Remembered<>(
            cache, "start-classes", FORM, StartClassMemory::text, StartClassMemory::parse);
    this.clock = clock;
  }

  /**
   * The class to start with.
   *
   * @param environment that the user sets
   * @param said the class that the project's POM names, if it does
   * @throws LambdaImageException when a class or a jar cannot be read
   */
  public StartClass of(
      List<FunctionLayer> layers,
      Handler handler,
      Map<String, String> environment,
      @Nullable String said)
      throws LambdaImageException {
    return StartClass.mayBeAsked(layers, handler, environment)
        ? of(layers, handler, said, () -> StartClass.search(layers, handler, said))
        : StartClass.NOT_ASKED;
  }

  StartClass of(List<FunctionLayer> layers, Handler handler, @Nullable String said, Search search)
      throws LambdaImageException {
    long now = clock.millis();
    boolean settled = true;
    FieldsDigest key = new FieldsDigest().add(handler.className()).add(said == null ? "" : said);
    for (LayerState state : LayerState.of(classesOf(layers))) {
      settled = settled && state.wasSettledAt(now);
      key.add(state.key().hex());
    }
    String name = key.digest().hex();
    StartClass known = memory.find(name);
    if (known != null) {
      return known;
    }
    StartClass found = search.find();
    if (settled) {
      memory.keep(name, found);
    }
    return found;
  }

  /** The layers with classes: models and other data do not affect the answer. */
  private static List<FunctionLayer> classesOf(List<FunctionLayer> layers) {
    List<FunctionLayer> all = new ArrayList<>();
    for (FunctionLayer layer : layers) {
      List<FunctionFile> files = new ArrayList<>();
      for (FunctionFile file : layer.files()) {
        String target = file.target();
        if (target.endsWith(".class") || target.endsWith(".jar") || target.equals(MANIFEST)) {
          files.add(file);
        }
      }
      if (!files.isEmpty()) {
        all.add(new FunctionLayer(layer.name(), files));
      }
    }
    return all;
  }

  private static String text(StartClass start) {
    return start.isAsked() + "\n" + String.join("\n", start.candidates());
  }

  private static StartClass parse(String text) {
    List<String> lines = List.of(text.split("\n"));
    return new StartClass(Boolean.parseBoolean(lines.get(0)), lines.subList(1, lines.size()));
  }
}
