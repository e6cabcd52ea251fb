package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.FrameworkChoice;
import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.check.HandlerChoice;
import io.github.lambdaimage.copy.ImageFiles;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Entrypoint;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.ImageAssembler.BasePolicy;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** Finds out whether a module is a function, and finds its handler if none is configured. */
final class FunctionSearch {

  private final BuildRequest request;
  private final MavenProject project;
  private final boolean isReactor;
  private final ProjectFunction function;
  private final Copies copies;

  FunctionSearch(
      BuildRequest request,
      MavenProject project,
      boolean isReactor,
      ProjectFunction function,
      Copies copies) {
    this.request = request;
    this.project = project;
    this.isReactor = isReactor;
    this.function = function;
    this.copies = copies;
  }

  /**
   * What the module is.
   *
   * @throws LambdaImageException when the only module is not a function, several classes can be the
   *     handler, or two are named
   */
  FunctionModule module() throws LambdaImageException {
    String packaging = project.getPackaging();
    Entrypoint entrypoint = request.config().entrypoint();
    Optional<Handler> handler = named(entrypoint);
    if (handler.isEmpty() && !entrypoint.callsHandler() && !FunctionModule.isPom(packaging)) {
      if (!starts(entrypoint)) {
        return FunctionModule.none(
            "this module has no <handler>, and <entrypoint>, which its parent names, starts nothing of it. If it is a function, name the <entrypoint> in its own POM.");
      }
      handler = Optional.of(Handler.NONE);
    }
    return FunctionModule.of(packaging, isReactor, handler, this::candidates);
  }

  private Optional<Handler> named(Entrypoint entrypoint) throws LambdaImageException {
    Optional<String> argument = entrypoint.handler();
    if (argument.isEmpty()) {
      return request.handler();
    }
    Handler handler = Handler.parse(argument.get());
    if (request.handler().isPresent() && !request.handler().get().equals(handler)) {
      throw new LambdaImageException(
          "<handler> '%s' and the '%s' in <entrypoint> are two handlers, and the runtime would take the latter. Remove one of them."
              .formatted(request.handler().get(), handler));
    }
    return Optional.of(handler);
  }

  /**
   * Whether the entrypoint is meant for this module: every module of a reactor inherits its
   * parent's, so it must have what the entrypoint starts.
   */
  private boolean starts(Entrypoint entrypoint) throws LambdaImageException {
    if (!isReactor || OwnPom.sets(project, "entrypoint") || hasContent()) {
      return true;
    }
    HandlerSearch search = HandlerSearch.of(function.classes());
    return search.hasClasses()
        ? search.hasAny(entrypoint.command())
        : FunctionChecks.hasAny(function.compiled(), entrypoint.command());
  }

  private boolean hasContent() {
    Optional<Content> content = request.contents().content();
    return content.isPresent() && Files.exists(content.get().path());
  }

  private HandlerChoice candidates() throws LambdaImageException {
    HandlerChoice choice = candidates(HandlerSearch.of(function.classes()));
    if (!choice.handlers().isEmpty() || !mayCopyRuntime()) {
      return choice;
    }
    List<String> runtime = HandlerSearch.runtimeAmong(copies.take(BasePolicy.RECORDED).files());
    return runtime.isEmpty() ? choice : HandlerChoice.of(runtime);
  }

  private HandlerChoice candidates(HandlerSearch search) throws LambdaImageException {
    if (request.contents().content().isEmpty()) {
      return search.hasClasses()
          ? handlers(function.layers())
          : HandlerSearch.withoutClasses(request.contents().extraFiles(), project);
    }
    if (isReactor && !hasContent()) {
      List<FunctionLayer> compiled = function.compiled();
      // Modules inherit the <content> of their parent, but only functions make it.
      boolean makesNone =
          search.hasClasses() ? search.isLibrary(compiled) : !OwnPom.sets(project, "content");
      HandlerChoice choice = makesNone ? handlers(compiled) : HandlerChoice.NONE;
      if (makesNone && choice.handlers().isEmpty()) {
        return choice;
      }
    }
    List<FunctionLayer> layers = function.layers();
    return FrameworkChoice.of(layers, search.inContent(layers), true);
  }

  /** Candidates among the project's classes and in frameworks. */
  private HandlerChoice handlers(List<FunctionLayer> layers) throws LambdaImageException {
    return FrameworkChoice.of(
        layers, HandlerSearch.in(layers), !isReactor || QuarkusZip.isMade(project));
  }

  /**
   * Whether a runtime may be among the files of other images that are meant for this very module.
   */
  private boolean mayCopyRuntime() {
    if (isReactor && !OwnPom.sets(project, "extraFiles")) {
      return false;
    }
    for (ImageFiles files : request.contents().imageFiles()) {
      if (FunctionFile.mayHaveBootstrap(files.into())) {
        return true;
      }
    }
    return false;
  }
}
