package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;

/**
 * Makes startup caches of classes: the function's own JVM writes them, so this is the seam to the
 * packages that run images.
 */
public interface StartupCaches {

  /** The name of the layer with a cache; it is the topmost. */
  String CACHE_LAYER = "startup cache";

  /** The folder of an image with the program, the cache and the jar of the function's classes. */
  String DIRECTORY = "/opt/lambda-image/";

  /** What a cache depends on besides the image. */
  String key();

  /** Whether an image may be built without a cache if none can be made. */
  boolean mayLack();

  /** Begins the work on an image of a base; nothing runs yet. */
  Work begin(BaseImage base) throws LambdaImageException;

  /**
   * Receives the reason why an image cannot have a cache.
   *
   * @throws LambdaImageException the reason, to refuse the image
   */
  void failed(LambdaImageException why) throws LambdaImageException;

  /** The work on one image. */
  interface Work extends AutoCloseable {

    /** A temporary directory, which is deleted on close. */
    Path directory();

    /** The program that starts a JVM with a cache: an absolute path in the image. */
    String program();

    /**
     * The layer with that program, and what it needs.
     *
     * @param image on its base
     */
    FunctionLayer layer(FunctionImage image) throws LambdaImageException;

    /** The image's variables, with those that make AWS's runtime start the program. */
    SortedMap<String, String> environment(SortedMap<String, String> variables);

    /**
     * Runs an image with the program, to make a cache.
     *
     * @throws LambdaImageException when the image does not run here, or the function does not start
     */
    Made make(ImageLayout image) throws LambdaImageException;

    /**
     * Starts an image with its cache.
     *
     * @return how long it took until the function was ready
     * @throws LambdaImageException when its JVM rejects the cache
     */
    Duration start(ImageLayout image) throws LambdaImageException;

    @Override
    void close();
  }

  /**
   * A cache.
   *
   * @param layer that has it
   * @param initBefore how long a start takes without it
   */
  record Made(FunctionLayer layer, Duration initBefore) {}
}
