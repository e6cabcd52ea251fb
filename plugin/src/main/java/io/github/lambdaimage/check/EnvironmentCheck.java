package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** Whether the function's variables mean what is in the image, and leave the base what it needs. */
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
