package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;

/**
 * The bytes of a request could not be had from the registry that has them; whoever they were to be
 * sent to has nothing to do with it.
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
