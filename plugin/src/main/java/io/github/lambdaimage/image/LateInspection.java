package io.github.lambdaimage.image;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The look at an image that is being made. It goes on while layers are packed, and begins when it
 * is sure that the image is another one than before: times of files alone change with every build.
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
   * Fails if the image is refused, as far as that is known by now.
   *
   * @param wait whether to wait until it is
   */
  void refuse(boolean wait) throws LambdaImageException {
    if (begun != null && (wait || begun.isDone())) {
      begun.get();
    }
  }

  /** Whether it has begun, is over, and found nothing that has no image made. */
  boolean havePassed() {
    try {
      refuse(false);
      return begun != null && begun.isDone();
    } catch (LambdaImageException e) {
      return false;
    }
  }

  /**
   * What it came to.
   *
   * @param before the results of the image before, for one that is no other
   */
  List<CheckResult> results(List<CheckResult> before) throws LambdaImageException {
    return begun == null ? before : begun.get();
  }
}
