package io.github.lambdaimage.check;

import io.github.lambdaimage.check.Framework.Needs;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;

/** Whether a framework will find what its handler needs besides its class. */
final class FrameworkCheck {

  private final TaskRoot taskRoot;
  private final Origin origin;

  FrameworkCheck(TaskRoot taskRoot, Origin origin) {
    this.taskRoot = taskRoot;
    this.origin = origin;
  }

  void inspect(FunctionImage image, Findings findings) throws LambdaImageException {
    String className = image.handler().className();
    Framework framework = Framework.withHandler(className);
    if (framework == null) {
      List<String> quarkus = new FrameworkHandlers(taskRoot).needing(Needs.GENERATED_CLASSES);
      if (!quarkus.isEmpty()) {
        findings.warning(
            "<handler> '%s': with Quarkus, Lambda calls '%s', which calls the project's class; called directly, it gets nothing injected. Leave <handler> out."
                .formatted(image.handler(), quarkus.get(0)));
      }
    } else if (framework.needs(Needs.GENERATED_CLASSES)
        && !taskRoot.has(Framework.QUARKUS_APPLICATION)) {
      String application = Framework.QUARKUS_APPLICATION.replace('/', '.');
      findings.problem(
          origin.content().isPresent()
              ? "<handler> '%s': what Quarkus makes of the project ('%s') is not%s. Name the file there that its plugin writes: 'target/function.zip'."
                  .formatted(image.handler(), application, origin.nowhere())
              : "<handler> '%s': what Quarkus makes of the project ('%s') is not in the image. Its plugin writes that to 'target/function.zip' in the phase 'package'. Run 'mvn package lambda-image:build', or bind build-no-fork to 'package', below Quarkus's plugin; where the file lies elsewhere, name it in <content>."
                  .formatted(image.handler(), application));
    }
    StartClass start = StartClass.of(image.layers(), image.handler(), image.environment());
    start.problem().ifPresent(findings::problem);
    start.warning().ifPresent(findings::warning);
  }
}
