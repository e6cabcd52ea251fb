package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;

/**
 * The source of bytes that are being sent could not be read: a failure with its own message, and
 * not one of the registry that they are sent to.
 */
final class BrokenSource extends IOException {

  private static final long serialVersionUID = 1;

  private final LambdaImageException failure;

  BrokenSource(LambdaImageException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  LambdaImageException failure() {
    return failure;
  }
}
