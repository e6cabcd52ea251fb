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

/** What is done with the image in a folder, by one Maven at a time. */
final class ImageWork {

  private final Path directory;
  private final ImageAssembler assembler;
  private final Console console;
  private final Locking locking;

  /** Keeps other Mavens from an image. */
  @FunctionalInterface
  interface Locking {

    /**
     * Waits for the lock.
     *
     * @throws LambdaImageException when that takes too long
     */
    LayoutLock lock() throws LambdaImageException;
  }

  /** Something that is done with an image. */
  @FunctionalInterface
  interface Work<T> {

    /**
     * Does it.
     *
     * @throws DamagedImageException when the image is not as it was made
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

  /** Does it with an image that others have built; the next build makes anew what is damaged. */
  <T> T once(Work<T> work) throws LambdaImageException {
    if (!Files.isDirectory(directory)) {
      // It will say so, and nothing is made where nothing is.
      return work.run();
    }
    LayoutLock lock = locking.lock();
    try {
      return work.run();
    } catch (DamagedImageException e) {
      try {
        assembler.distrust(directory, e.blob());
      } catch (LambdaImageException unwritten) {
        // What is damaged is to be said, wherever it lies.
        e.addSuppressed(unwritten);
      }
      throw e;
    } finally {
      lock.close();
    }
  }

  /**
   * Does it, and once more for each blob that turns out to be damaged, which is made anew.
   *
   * @param first builds the image, or recognises it, to begin with
   * @param again does the same where nothing of the first time is left
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
