package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.message.LambdaImageException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;

/**
 * Jars that AWS's bases have themselves. The base's own win; another version among the function's
 * jars has broken images.
 *
 * @see <a href="https://github.com/aws/aws-lambda-base-images/issues/586">such a case</a>
 */
final class BundledRuntime implements Inspector {

  private static final String GROUP = "com.amazonaws";

  private static final List<String> OF_CLIENT =
      List.of("aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization");

  private static final String CORE = "aws-lambda-java-core";

  /** The version that the newest known client, 2.10.1, depends on. */
  private static final String CORE_OF_BASES = "1.4.0";

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    // A base with a Java of the user's has none of them: the function needs its own.
    if (!subject.callsHandler()
        || !subject.base().get().isOfAws()
        || subject.image().startsRuntimeClient()) {
      return;
    }
    for (Part part : subject.parts().get()) {
      Dependency dependency = part.dependency();
      if (dependency == null || !dependency.groupId().equals(GROUP)) {
        continue;
      }
      String name = dependency.artifactId() + " " + dependency.version();
      if (OF_CLIENT.contains(dependency.artifactId())) {
        findings.problem(
            "'%s' is among the function's jars, and the base '%s' has its own, perhaps of another version: mixing them has broken functions. Give it the scope 'provided' or 'test', or name it in <excludes>."
                .formatted(name, subject.image().from()));
      } else if (CORE.equals(dependency.artifactId()) && isNewer(dependency.version())) {
        findings.note(
            "'%s' is among the function's jars, but the base's own is the one that counts, and may be older. The scope 'provided' leaves it out."
                .formatted(name));
      }
    }
  }

  /** Whether it is newer; AWS's own guides put it in compile scope, where it does no harm. */
  private static boolean isNewer(String version) {
    try {
      return Version.parse(version).compareTo(Version.parse(CORE_OF_BASES)) > 0;
    } catch (IllegalArgumentException e) {
      // Whoever gives it such a version knows why.
      return false;
    }
  }
}
