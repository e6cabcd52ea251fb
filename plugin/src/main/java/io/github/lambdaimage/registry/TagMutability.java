package io.github.lambdaimage.registry;

import io.github.lambdaimage.message.LambdaImageException;

/** Whether a repository lets a tag that names an image name another one. */
@FunctionalInterface
public interface TagMutability {

  /** Where only the attempt would tell. */
  TagMutability UNKNOWN = tag -> false;

  /**
   * Whether the tag is known to be immutable; asked only for one that is there.
   *
   * @throws LambdaImageException when it should be to be known and is not
   */
  boolean isImmutable(String tag) throws LambdaImageException;

  /**
   * What to do where the tag must not move.
   *
   * @throws LambdaImageException when it should be to be known and is not
   */
  default String cure(String tag) throws LambdaImageException {
    return "Raise the project's version, or list another tag in <tags>.";
  }
}
