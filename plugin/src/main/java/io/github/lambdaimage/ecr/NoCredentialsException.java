package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;

/** There are no AWS credentials, as opposed to some that do not work. */
final class NoCredentialsException extends LambdaImageException {

  private static final long serialVersionUID = 1;

  NoCredentialsException(String message) {
    super(message);
  }
}
