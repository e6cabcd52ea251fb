package io.github.lambdaimage.base;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.FutureTask;

/**
 * The base images of one Maven build: each tag is resolved once, so that all functions have the
 * same base, and each base's config is read once. What fails is tried again for the next module.
 */
public final class BasesOfBuild implements BaseImages {

  private final BaseImages bases;
  private final ConcurrentMap<String, FutureTask<ImageName>> pinned = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, FutureTask<BaseImage>> loaded = new ConcurrentHashMap<>();

  public BasesOfBuild(BaseImages bases) {
    this.bases = bases;
  }

  @Override
  public ImageName pin(ImageName name) throws LambdaImageException {
    return once(pinned, name.text(), new FutureTask<>(() -> bases.pin(name)));
  }

  @Override
  public BaseImage load(ImageName name, Architecture architecture) throws LambdaImageException {
    return once(
        loaded,
        architecture + " " + name.text(),
        new FutureTask<>(() -> bases.load(name, architecture)));
  }

  /** Runs the work once; a second thread waits for the first. */
  private static <T> T once(
      ConcurrentMap<String, FutureTask<T>> known, String key, FutureTask<T> asking)
      throws LambdaImageException {
    FutureTask<T> begun = known.putIfAbsent(key, asking);
    if (begun != null) {
      return Pending.outcome(begun);
    }
    asking.run();
    try {
      return Pending.outcome(asking);
    } catch (LambdaImageException | RuntimeException e) {
      known.remove(key, asking);
      throw e;
    }
  }
}
