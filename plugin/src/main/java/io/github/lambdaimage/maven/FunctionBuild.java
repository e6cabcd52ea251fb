package io.github.lambdaimage.maven;

import io.github.lambdaimage.base.PendingBase;
import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageAssembler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.image.OnBase;
import io.github.lambdaimage.image.StartupCaches;
import io.github.lambdaimage.maven.ImageWork.Work;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.report.ReportPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The image of one function, built or checked as often as a goal needs it. */
final class FunctionBuild {

  private final Handler handler;
  private final ProjectFunction function;
  private final BuildRequest request;
  private final ImageAssembler assembler;
  private final Copies copies;
  private final FunctionChecks checks;
  private final CheckReport report;
  private final ImageWork work;
  private final Optional<StartupCaches> startup;
  private Begun begun;

  /**
   * A build.
   *
   * @param copies of files of other images
   * @param work runs everything that needs the image to stay as it is
   * @param begun what is known of the base already
   * @param startup makes the startup cache, if the function gets one
   */
  FunctionBuild(
      Handler handler,
      ProjectFunction function,
      BuildRequest request,
      ImageAssembler assembler,
      Copies copies,
      FunctionChecks checks,
      CheckReport report,
      ImageWork work,
      Begun begun,
      Optional<StartupCaches> startup) {
    this.handler = handler;
    this.function = function;
    this.request = request;
    this.assembler = assembler;
    this.copies = copies;
    this.checks = checks;
    this.report = report;
    this.work = work;
    this.begun = begun;
    this.startup = startup;
  }

  /**
   * Builds the image and does something with it while other Mavens wait; damaged parts are built
   * again.
   *
   * @param building what begins with {@link #assemble}
   */
  <T> T work(Work<T> building) throws LambdaImageException {
    return work.mending(building, building);
  }

  /**
   * Builds the image and does something with it while other Mavens wait.
   *
   * @param again what to do instead after a part of the image was found damaged
   */
  <T> T work(Work<T> building, Work<T> again) throws LambdaImageException {
    return work.mending(building, again);
  }

  /**
   * Builds the image, or finds that it is up to date; reports what the checks found, and writes the
   * page about it.
   */
  Assembly assemble(BasePolicy policy) throws LambdaImageException {
    Assembly assembly = assemble(policy, (layer, file) -> {});
    ReportPage.complete(assembly);
    return assembly;
  }

  /**
   * Builds the image, or finds that it is up to date; reports what the checks found. The page about
   * it is left to {@link Publication}, since it tells where the image is.
   *
   * @param ready receives each layer that is ready to be sent, with its file
   */
  Assembly assemble(BasePolicy policy, BiConsumer<Descriptor, Path> ready)
      throws LambdaImageException {
    Path outputDirectory = request.outputDirectory();
    FunctionImage image = image(policy);
    String mediaType = image.format().layer();
    Assembly assembly =
        assembler.assemble(
            image,
            outputDirectory,
            policy,
            (it, pending) -> report.refuseFailed(checks.inspect(it, pending)),
            base(image.from(), policy),
            (layer, file) ->
                ready.accept(
                    new Descriptor(mediaType, layer.blob().digest(), layer.blob().size()), file));
    // It holds for the first build only: another build asks again.
    begun = Begun.NOTHING;
    ImageSummary summary = assembly.layout().summary();
    ImageSummary before = assembly.before();
    if (before == null) {
      report.tellOfFirst(summary.checks());
    } else {
      report.tell(summary.checks(), before.checks());
    }
    if (!assembly.upToDate()) {
      ReportPage.delete(outputDirectory);
    }
    return assembly;
  }

  /** Checks the function without building an image; reports the findings. */
  void check() throws LambdaImageException {
    FunctionImage image = image(BasePolicy.CURRENT);
    List<CheckResult> results =
        assembler.inspect(image, checks, base(image.from(), BasePolicy.CURRENT));
    report.tell(report.refuseFailed(results), List.of());
    report.passed(results);
  }

  private PendingBase base(ImageName from, BasePolicy policy) {
    PendingBase known = begun.base(from, request.architecture(), policy);
    return known == null
        ? assembler.begin(from, request.architecture(), request.outputDirectory(), policy)
        : known;
  }

  private FunctionImage image(BasePolicy policy) throws LambdaImageException {
    FunctionImage image = imageWithoutCache(policy);
    return startup.isPresent() ? image.with(startup.get()) : image;
  }

  private FunctionImage imageWithoutCache(BasePolicy policy) throws LambdaImageException {
    return function.image(
        handler,
        copies.take(policy),
        new KnownBase() {
          @Override
          public Optional<Integer> release(ImageName from) throws LambdaImageException {
            return FunctionBuild.this.release(from, policy);
          }

          @Override
          public String value(String variable, String text, ImageName from)
              throws LambdaImageException {
            return OnBase.value(variable, text, begun(from, policy).image().get());
          }
        });
  }

  private Optional<Integer> release(ImageName from, BasePolicy policy) throws LambdaImageException {
    if (from.lambdaJava().isPresent()) {
      return from.lambdaJava();
    }
    return assembler.javaRelease(begun(from, policy));
  }

  /** The base that was begun, if it is the same: its tag is not resolved a second time. */
  private PendingBase begun(ImageName from, BasePolicy policy) {
    PendingBase base = base(from, policy);
    String key = Begun.baseKey(from, request.architecture(), policy);
    begun = new Begun(key, base, begun.targetKey(), begun.target());
    return base;
  }

  /** What the image is made of now, which does not depend on the base. */
  FunctionImage image() throws LambdaImageException {
    return function.image(handler, copies.take(BasePolicy.RECORDED), KnownBase.ANY);
  }

  /** The files that the user adds. */
  List<Path> extraFiles() {
    return request.contents().extraFiles().stream().map(ExtraFiles::from).toList();
  }

  /** What the function's own files are made of: see {@link ProjectFunction#own}. */
  Path own() {
    return function.own();
  }

  /** Whether a file was only unpacked to this place, from an archive. */
  boolean isUnpacked(Path file) {
    return file.startsWith(function.unpacked());
  }

  /** The Java release of a base that the image was made of. */
  Optional<Integer> javaOf(ImageName pinned) throws LambdaImageException {
    Optional<Integer> byTag = pinned.lambdaJava();
    return byTag.isPresent() ? byTag : assembler.javaRelease(base(pinned, BasePolicy.RECORDED));
  }
}
