package io.github.lambdaimage.front;

/**
 * A function's response that a front cannot turn into HTTP; the message is the end of a sentence.
 */
public final class MalformedResponseException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedResponseException(String why) {
    super(why);
  }
}
