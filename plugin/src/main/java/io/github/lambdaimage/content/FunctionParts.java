package io.github.lambdaimage.content;

import io.github.lambdaimage.async.Daemon;
import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All parts of a function, examined. */
public final class FunctionParts {

  private FunctionParts() {}

  /**
   * Reads the function's parts, several at once.
   *
   * @param cache remembers the facts
   * @return the project's files (including the targets of links), then jars and modules in the
   *     order of the layers
   * @throws LambdaImageException when one cannot be read
   */
  public static List<Part> read(List<FunctionLayer> layers, CacheDirectory cache)
      throws LambdaImageException {
    List<FunctionFile> files = layers.stream().flatMap(layer -> layer.files().stream()).toList();
    PartReader reader =
        new PartReader(
            cache,
            files.stream().filter(FunctionParts::isLibrary).map(it -> it.source().path()).toList());
    SortedMap<String, Path> loose = new TreeMap<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Daemon.threads("lambda-image-checks"));
    try {
      List<Future<Part>> libraries = new ArrayList<>();
      for (FunctionFile file : files) {
        if (isLibrary(file)) {
          libraries.add(threads.submit(() -> reader.library(file)));
        } else if (!(file.source() instanceof Source.Link)) {
          loose.put(file.target(), file.source().path());
        }
      }
      List<Part> parts = new ArrayList<>();
      parts.add(reader.files(loose));
      for (Future<Part> library : libraries) {
        parts.add(Pending.outcome(library));
      }
      reader.keep();
      return parts;
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isLibrary(FunctionFile file) {
    return file.dependency() != null
        || (file.target().endsWith(".jar")
            && !(file.source() instanceof Source.Link link && link.toDirectory()));
  }
}
