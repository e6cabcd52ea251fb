package io.github.lambdaimage.image;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;

/**
 * Makes caches of classes that functions start with: their own JVM writes them, so this is the seam
 * to whoever can run images.
 */
public interface StartupCaches {

  /** The name of the layer that has a cache; no other is above it. */
  String CACHE_LAYER = "startup cache";

  /** Where the program, the cache and the jar of the function's classes are in an image. */
  String DIRECTORY = "/opt/lambda-image/";

  /** What a cache depends on beside the image that it is for. */
  String key();

  /** Whether an image may be without one where it cannot be had. */
  boolean mayLack();

  /** Begins the work on an image of a base; nothing runs yet. */
  Work begin(BaseImage base) throws LambdaImageException;

  /**
   * Is told why an image cannot have a cache.
   *
   * @throws LambdaImageException the same, to have no image made
   */
  void failed(LambdaImageException why) throws LambdaImageException;

  /** The work on one image. */
  interface Work extends AutoCloseable {

    /** A directory for what is made meanwhile; it is gone when this is closed. */
    Path directory();

    /** The program that starts a JVM with a cache: an absolute path in the image. */
    String program();

    /**
     * The layer with that program, and what it needs.
     *
     * @param image as it is on its base
     */
    FunctionLayer layer(FunctionImage image) throws LambdaImageException;

    /** The image's variables, with those that have AWS's runtime start the program. */
    SortedMap<String, String> environment(SortedMap<String, String> variables);

    /**
     * Runs an image that has the program, to have a cache made.
     *
     * @throws LambdaImageException when the image does not run here, or the function does not start
     */
    Made make(ImageLayout image) throws LambdaImageException;

    /**
     * Starts an image that has its cache.
     *
     * @return how long it took until the function was ready
     * @throws LambdaImageException when its JVM does not take the cache
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
