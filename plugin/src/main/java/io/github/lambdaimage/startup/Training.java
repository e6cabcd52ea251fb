package io.github.lambdaimage.startup;

import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.image.StartupCaches;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Scratch;

/** Trains functions: their images run here, and their JVMs write what they have loaded. */
public final class Training implements StartupCaches {

  private final StartupRequest request;
  private final TrainingGrounds grounds;
  private final BaseContents contents;
  private final TrainingLog log;

  /**
   * Training.
   *
   * @param grounds where images run
   */
  public Training(
      StartupRequest request, TrainingGrounds grounds, BaseContents contents, TrainingLog log) {
    this.request = request;
    this.grounds = grounds;
    this.contents = contents;
    this.log = log;
  }

  @Override
  public String key() {
    return request.key();
  }

  @Override
  public boolean mayLack() {
    return request.mayLack();
  }

  @Override
  public Work begin(BaseImage base) throws LambdaImageException {
    return new TrainingWork(request.events(), grounds, base, contents, log, Scratch.create());
  }

  @Override
  public void failed(LambdaImageException why) throws LambdaImageException {
    if (Thread.currentThread().isInterrupted()) {
      throw why;
    }
    if (!request.mayLack()) {
      throw new LambdaImageException(
          why.getMessage()
              + "\nTo build without the cache where it cannot be had, set <startupCache> to 'try'.",
          why);
    }
    log.warn("The image gets no startup cache: " + why.getMessage());
  }
}
