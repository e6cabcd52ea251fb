package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.message.LambdaImageException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;

/**
 * Jars that AWS's bases bring themselves. The base's own win; the function's have broken images
 * when they were of another version.
 *
 * @see <a href="https://github.com/aws/aws-lambda-base-images/issues/586">such a case</a>
 */
final class BundledRuntime implements Inspector {

  private static final String GROUP = "com.amazonaws";

  private static final List<String> OF_CLIENT =
      List.of("aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization");

  private static final String CORE = "aws-lambda-java-core";

  /** What the newest client that is known here, 2.10.1, brings. */
  private static final String CORE_OF_BASES = "1.4.0";

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    // One with a Java of the user's has none of them, or the function would not bring them.
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

  /** AWS's own guides have it in compile scope, where it does no harm. */
  private static boolean isNewer(String version) {
    try {
      return Version.parse(version).compareTo(Version.parse(CORE_OF_BASES)) > 0;
    } catch (IllegalArgumentException e) {
      // Whoever gives it a version like that knows why.
      return false;
    }
  }
}
