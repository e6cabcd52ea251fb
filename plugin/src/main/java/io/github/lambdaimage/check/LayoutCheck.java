package io.github.lambdaimage.check;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** Whether jars conflict with each other, or are where the runtime does not look. */
final class LayoutCheck implements Inspector {

  private static final List<Inspector> RULES =
      List.of(
          new FatJars(),
          new JarPlaces(),
          new DuplicateClasses(),
          new BundledRuntime(),
          new LoggingBindings(),
          new TestLibraries());

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    // A custom runtime has its own class path, or none.
    if (!subject.hasRuntime()) {
      for (Inspector rule : RULES) {
        rule.inspect(subject, findings);
      }
    }
  }
}
