package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/**
 * Whether the files that the function's variables name are in the image, and the base keeps its
 * search paths.
 */
final class EnvironmentCheck implements Inspector {

  private static final List<Inspector> RULES =
      List.of(new NamedFilesThere(), new LostPaths(), new VariablesOfLambda());

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    for (Inspector rule : RULES) {
      rule.inspect(subject, findings);
    }
  }
}
