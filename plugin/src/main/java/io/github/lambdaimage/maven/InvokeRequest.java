package io.github.lambdaimage.maven;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Event;
import io.github.lambdaimage.runtime.Invocation;
import java.nio.file.Path;

/**
 * What to invoke a function with, with checked values.
 *
 * @param invocation waits for what the function prints, which users see before the answer
 * @param coldStarts how often the function is started; at least once
 */
record InvokeRequest(Invocation invocation, int coldStarts) {

  /**
   * Checks the parameters.
   *
   * @param event a file, JSON or the name of a kind of event
   * @param directory that a relative file name starts at
   * @throws LambdaImageException for an unknown event or an invalid number of starts
   */
  static InvokeRequest of(String event, int coldStarts, Path directory)
      throws LambdaImageException {
    if (coldStarts < 1) {
      throw new LambdaImageException(
          "lambda-image.coldStarts '%s' is not a valid number of starts: to be invoked, the function starts once. Use 1 or more, or leave it out."
              .formatted(coldStarts));
    }
    return new InvokeRequest(Invocation.of(Event.parse(event, directory)).withLog(), coldStarts);
  }
}
