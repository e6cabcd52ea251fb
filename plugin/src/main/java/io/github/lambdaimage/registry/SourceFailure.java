package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;

/**
 * The bytes of a request could not be read from their own registry; the one that they were sent to
 * is not at fault.
 */
final class SourceFailure extends LambdaImageException {

  private static final long serialVersionUID = 1;

  private final RegistryException failure;

  SourceFailure(RegistryException failure) {
    super(String.valueOf(failure.getMessage()), failure);
    this.failure = failure;
  }

  RegistryException failure() {
    return failure;
  }
}
