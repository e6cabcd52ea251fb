package io.github.lambdaimage.image;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The checks of an image that is being built. They run while layers are packed, and begin when it
 * is certain that the image has changed: files get new times in every build.
 */
final class LateInspection {

  private final Callable<List<CheckResult>> work;
  private @Nullable Pending<List<CheckResult>> begun;

  LateInspection(Callable<List<CheckResult>> work) {
    this.work = work;
  }

  void begin() {
    if (begun == null) {
      begun = Pending.start("lambda-image-checks", work);
    }
  }

  /**
   * Fails if the image is refused, as far as that is known yet.
   *
   * @param wait whether to wait for the result
   */
  void refuse(boolean wait) throws LambdaImageException {
    if (begun != null && (wait || begun.isDone())) {
      begun.get();
    }
  }

  /** Whether the checks were started, have ended, and did not refuse the image. */
  boolean havePassed() {
    try {
      refuse(false);
      return begun != null && begun.isDone();
    } catch (LambdaImageException e) {
      return false;
    }
  }

  /**
   * The results.
   *
   * @param before the results of the previous image, if that has not changed
   */
  List<CheckResult> results(List<CheckResult> before) throws LambdaImageException {
    return begun == null ? before : begun.get();
  }
}
