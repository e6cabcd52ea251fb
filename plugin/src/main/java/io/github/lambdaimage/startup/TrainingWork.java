package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.JavaRelease;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.StartupCaches;
import io.github.lambdaimage.message.Count;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** The training of one image, from the program that it gets to its first start with a cache. */
final class TrainingWork implements StartupCaches.Work {

  /** From this release on, a JVM has AOT caches that it writes by itself. */
  private static final int FIRST_AOT = 25;

  /** The oldest of AWS's releases whose archives work well for a function's classes. */
  private static final int OLDEST = 17;

  private final List<TrainingEvent> events;
  private final TrainingGrounds grounds;
  private final BaseImage base;
  private final BaseContents contents;
  private final TrainingLog log;
  private final Scratch scratch;

  TrainingWork(
      List<TrainingEvent> events,
      TrainingGrounds grounds,
      BaseImage base,
      BaseContents contents,
      TrainingLog log,
      Scratch scratch) {
    this.events = events;
    this.grounds = grounds;
    this.base = base;
    this.contents = contents;
    this.log = log;
    this.scratch = scratch;
  }

  @Override
  public Path directory() {
    return scratch.directory();
  }

  @Override
  public String program() {
    return StartupProgram.PATH;
  }

  @Override
  public FunctionLayer layer(FunctionImage image) throws LambdaImageException {
    try {
      return StartupProgram.layer(image, scratch.directory());
    } catch (IOException e) {
      throw new LambdaImageException(
          "<startupCache>: no jar could be made of the function's classes in '%s': %s. Free space there."
              .formatted(scratch.directory(), FailureReason.of(e)),
          e);
    }
  }

  @Override
  public SortedMap<String, String> environment(SortedMap<String, String> variables) {
    return StartupProgram.environment(variables);
  }

  @Override
  public StartupCaches.Made make(ImageLayout image) throws LambdaImageException {
    int release =
        JavaRelease.of(base, contents)
            .orElseThrow(
                () ->
                    new LambdaImageException(
                        "<startupCache>: the Java of the base '%s' is not known, and each release has caches of its own. Set JAVA_VERSION in the base, or name another one in <from>."
                            .formatted(base.name())));
    if (release < OLDEST) {
      throw new LambdaImageException(
          "<startupCache> takes a base with Java %s or newer, and '%s' has Java %s. Name a newer one in <from>, or remove <startupCache>."
              .formatted(OLDEST, base.name(), release));
    }
    log.info(
        "The image is started here to train its JVM, %s"
            .formatted(
                events.isEmpty()
                    ? "without an event"
                    : "with " + Count.of(events.size(), "event")));
    Path cache;
    Duration before;
    try (TrainedImage trained = grounds.set(image, base, directory().resolve("training"))) {
      Recording recording = new Recording(trained, log);
      cache = release < FIRST_AOT ? recording.archive(events) : recording.cache(events);
      before = recording.start(StartupMode.OFF);
    }
    return new StartupCaches.Made(
        FunctionLayer.of(
            StartupCaches.CACHE_LAYER,
            List.of(FunctionFile.readable(cache, StartupCaches.DIRECTORY + cache.getFileName()))),
        before);
  }

  @Override
  public Duration start(ImageLayout image) throws LambdaImageException {
    try (TrainedImage trained = grounds.set(image, base, directory().resolve("proof"))) {
      return new Recording(trained, log).start(StartupMode.REQUIRED);
    } catch (LambdaImageException e) {
      throw new LambdaImageException(
          "<startupCache>: the image does not start with the cache that its own JVM has written, so it is not built. %s"
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    scratch.close();
  }
}
