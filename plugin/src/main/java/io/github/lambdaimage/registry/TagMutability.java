package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;

/** Whether a repository lets an existing tag move to another image. */
@FunctionalInterface
public interface TagMutability {

  /** For repositories where only the attempt tells. */
  TagMutability UNKNOWN = tag -> false;

  /**
   * Whether the tag is known to be immutable; asked only for an existing one.
   *
   * @throws LambdaImageException when this should be known, but is not
   */
  boolean isImmutable(String tag) throws LambdaImageException;

  /**
   * What to do if the tag must not move.
   *
   * @throws LambdaImageException when this should be known, but is not
   */
  default String cure(String tag) throws LambdaImageException {
    return "Raise the project's version, or list another tag in <tags>.";
  }
}
