package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.base.JavaProgram;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.util.Optional;

/** A base whose Java starts the runtime interface client of the function. */
final class StartedClient {

  private StartedClient() {}

  static void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    BaseImage base = subject.base().get();
    ImageName from = subject.image().from();
    if (base.isOfAws() && from.isLambdaJava()) {
      findings.problem(second(from));
      return;
    }
    Optional<BaseFiles> known = subject.baseFiles(findings);
    if (known.isEmpty()) {
      return;
    }
    BaseFiles files = known.get();
    if (base.isOfAws() && files.any(CheckedFunction::isRuntimeClient)) {
      findings.problem(second(from));
    } else if (JavaProgram.find(base, files).isEmpty()) {
      findings.problem(
          "<runtimeInterfaceClient> needs a Java, and the base '%s' has none in its JAVA_HOME or on its PATH. Name a base with a Java in <from>."
              .formatted(from));
    }
  }

  private static String second(ImageName from) {
    return "The base '%s' is AWS's own and has the runtime interface client: a second one beside it has broken functions. Remove <runtimeInterfaceClient>."
        .formatted(from);
  }
}
