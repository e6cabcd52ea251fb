package io.github.lambdaimage.ecr;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Credentials did not arrive in time; an exception of the SDK's kind, since the SDK asks for them.
 */
final class LateCredentialsException extends SdkClientException {

  private static final long serialVersionUID = 1;

  LateCredentialsException(String message) {
    super(SdkClientException.builder().message(message));
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
