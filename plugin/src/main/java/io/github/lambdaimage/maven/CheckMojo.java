package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compiles the project and looks the function over as {@code build} does, without writing an image:
 * {@code mvn lambda-image:check}.
 */
@Mojo(name = "check", threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public class CheckMojo extends AbstractLambdaImageMojo {

  @Override
  void run(Services services) throws LambdaImageException {
    CheckReport report = new CheckReport(services.console());
    List<CheckResult> results = services.assembler().inspect(image(), services.checks());
    report.tell(report.refuseFailed(results), List.of());
    report.passed(results);
  }
}
