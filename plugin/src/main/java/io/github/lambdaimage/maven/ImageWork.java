package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.DamagedImageException;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.LayoutLock;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Work with the image in a folder, by one Maven at a time. */
final class ImageWork {

  private final Path directory;
  private final ImageAssembler assembler;
  private final Console console;
  private final Locking locking;

  /** Keeps other Mavens away from an image. */
  @FunctionalInterface
  interface Locking {

    /**
     * Waits for the lock.
     *
     * @throws LambdaImageException when that takes too long
     */
    LayoutLock lock() throws LambdaImageException;
  }

  /** Something to do with an image. */
  @FunctionalInterface
  interface Work<T> {

    /**
     * Does it.
     *
     * @throws DamagedImageException when the image is damaged
     */
    T run() throws LambdaImageException;
  }

  /**
   * Work.
   *
   * @param directory of the image
   * @param locking gives the lock on it
   */
  ImageWork(Path directory, ImageAssembler assembler, Console console, Locking locking) {
    this.directory = directory;
    this.assembler = assembler;
    this.console = console;
    this.locking = locking;
  }

  /** Does it with an image that was built elsewhere; the next build repairs what is damaged. */
  <T> T once(Work<T> work) throws LambdaImageException {
    if (!Files.isDirectory(directory)) {
      // It fails with a message, and creates no folder where there is none.
      return work.run();
    }
    LayoutLock lock = locking.lock();
    try {
      return work.run();
    } catch (DamagedImageException e) {
      try {
        assembler.distrust(directory, e.blob());
      } catch (LambdaImageException unwritten) {
        // Report the damage even if it cannot be recorded.
        e.addSuppressed(unwritten);
      }
      throw e;
    } finally {
      lock.close();
    }
  }

  /**
   * Does it, and again after each damaged blob is found, which is then built again.
   *
   * @param first builds the image, or finds that it is up to date
   * @param again does the same without anything left from the first time
   */
  <T> T mending(Work<T> first, Work<T> again) throws LambdaImageException {
    LayoutLock lock = locking.lock();
    try {
      Set<Digest> damaged = new HashSet<>();
      Work<T> work = first;
      while (true) {
        try {
          return work.run();
        } catch (DamagedImageException e) {
          assembler.distrust(directory, e.blob());
          if (!damaged.add(e.blob())) {
            throw e;
          }
          console.warn("The image is damaged: " + e.what() + ". It is made anew.");
          work = again;
        }
      }
    } finally {
      lock.close();
    }
  }
}
