package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.HandlerChoice;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a module of a build is: a function with its handler, or not a function, and why.
 *
 * @param handler of the function; empty if the module is not a function
 * @param isFound whether the handler was found as the only candidate, not configured
 * @param reason why the module is not a function; empty for a function
 */
record FunctionModule(Optional<Handler> handler, boolean isFound, String reason) {

  /** Finds the classes that can be the handler. */
  @FunctionalInterface
  interface Candidates {
    HandlerChoice find() throws LambdaImageException;
  }

  /**
   * Decides it.
   *
   * @param isReactor whether the build has several modules, including those that {@code -pl} leaves
   *     out: then a module without a handler is a library
   * @param configured the handler that the user names
   * @param candidates asked only if the user names none
   * @throws LambdaImageException when the only module is not a function, or several classes can be
   *     the handler
   */
  static FunctionModule of(
      String packaging, boolean isReactor, Optional<Handler> configured, Candidates candidates)
      throws LambdaImageException {
    if (isPom(packaging)) {
      return none("a project with packaging 'pom' has no function.");
    }
    if (configured.isPresent()) {
      return new FunctionModule(configured, false, "");
    }
    HandlerChoice choice = candidates.find();
    List<String> found = choice.handlers();
    if (found.size() > 1) {
      throw several(found);
    }
    if (found.size() == 1) {
      return new FunctionModule(Optional.of(Handler.parse(found.get(0))), true, "");
    }
    if (!isReactor) {
      throw new LambdaImageException(
          "No <handler>, and no public class implements RequestHandler or RequestStreamHandler. Add it to the <configuration> of lambda-image-maven-plugin, such as <handler>com.example.Handler::handleRequest</handler>.");
    }
    return none(
        "this module has no <handler>, and no class that implements RequestHandler or RequestStreamHandler."
            + hint(choice.possible()));
  }

  /** Names the framework's handlers, in case the module is not a library. */
  private static String hint(List<String> possible) {
    return possible.isEmpty()
        ? ""
        : " If it is a function, say so in its <configuration> of lambda-image-maven-plugin, by the handler of its framework: %s."
            .formatted(elements(possible, " or "));
  }

  private static String elements(List<String> handlers, String between) {
    return handlers.stream()
        .map(name -> "<handler>" + name + "</handler>")
        .collect(Collectors.joining(between));
  }

  /**
   * Whether a module that has not been compiled yet will be a function, as far as this can be told.
   *
   * @param wasFunction whether an image of it was built before
   */
  static boolean isExpected(
      String packaging, boolean isReactor, boolean hasHandler, boolean wasFunction) {
    return !isPom(packaging) && (hasHandler || wasFunction || !isReactor);
  }

  /**
   * Decides it for a module whose image is published as it is.
   *
   * @param hasHandler whether the user says that it is a function: then an image must exist
   * @param hasImage whether an image was built
   * @return why there is nothing to publish; empty if there is an image, or one is missing
   */
  static Optional<String> whyNothingIsBuilt(
      String packaging, boolean isReactor, boolean hasHandler, boolean hasImage) {
    if (hasImage || !isReactor || (hasHandler && !isPom(packaging))) {
      return Optional.empty();
    }
    return Optional.of(
        isPom(packaging)
            ? "a project with packaging 'pom' has no function."
            : "this module has no image.");
  }

  static boolean isPom(String packaging) {
    return packaging.equals("pom");
  }

  static FunctionModule none(String reason) {
    return new FunctionModule(Optional.empty(), false, reason);
  }

  private static LambdaImageException several(List<String> candidates) {
    return new LambdaImageException(
        "No <handler>, and %s classes can be it. Add one of these to the <configuration> of lambda-image-maven-plugin: %s."
            .formatted(candidates.size(), elements(candidates, ", ")));
  }
}
