package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.report.ReportPage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The image of one function, built or looked over as often as a goal wants. */
final class FunctionBuild {

  private final Handler handler;
  private final ProjectFunction function;
  private final BuildRequest request;
  private final ImageAssembler assembler;
  private final FunctionChecks checks;
  private final CheckReport report;

  FunctionBuild(
      Handler handler,
      ProjectFunction function,
      BuildRequest request,
      MavenBuild build,
      Connections connections,
      CheckReport report) {
    Clock clock = Clock.systemUTC();
    this.handler = handler;
    this.function = function;
    this.request = request;
    this.assembler =
        new ImageAssembler(connections.bases(), connections.baseContents(), build.cache(), clock);
    this.checks =
        new FunctionChecks(request.checks(), connections.baseContents(), build.cache(), clock);
    this.report = report;
  }

  /** Builds the image, or recognises that it is there; tells what the checks found. */
  Assembly assemble(BasePolicy policy) throws LambdaImageException {
    Path outputDirectory = request.outputDirectory();
    FunctionImage image = image();
    Assembly assembly =
        assembler.assemble(
            image,
            outputDirectory,
            policy,
            (it, base) -> report.refuseFailed(checks.inspect(it, base)));
    ImageSummary summary = assembly.layout().summary();
    ImageSummary before = assembly.before();
    report.tell(summary.checks(), before == null ? List.of() : before.checks());
    if (!assembly.upToDate() || !ReportPage.isIn(outputDirectory)) {
      ReportPage.of(image, assembly, summary).write(outputDirectory);
    }
    return assembly;
  }

  /** Looks the function over without making an image of it; tells what was found. */
  void check() throws LambdaImageException {
    List<CheckResult> results = assembler.inspect(image(), checks);
    report.tell(report.refuseFailed(results), List.of());
    report.passed(results);
  }

  /** What the image is made of now. */
  FunctionImage image() throws LambdaImageException {
    return function.image(handler);
  }

  /** Where the files are that the user adds. */
  List<Path> extraFiles() {
    return request.contents().extraFiles().stream().map(ExtraFiles::from).toList();
  }

  /** Where the compiler puts the function's classes. */
  Path classes() {
    return function.classes();
  }
}
