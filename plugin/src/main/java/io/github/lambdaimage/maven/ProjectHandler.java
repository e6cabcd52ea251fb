package io.github.lambdaimage.maven;

import io.github.lambdaimage.check.FunctionChecks;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The handler of a project that configures none: the one class that can be it. */
final class ProjectHandler {

  private ProjectHandler() {}

  /**
   * Looks for it.
   *
   * @return nothing if there is no such class
   * @throws LambdaImageException when there are several
   */
  static Optional<Handler> find(ProjectFunction function) throws LambdaImageException {
    List<String> candidates =
        function.hasClasses() ? FunctionChecks.handlers(function.layers()) : List.of();
    if (candidates.size() > 1) {
      throw new LambdaImageException(
          "No <handler>, and %s classes can be it. Add one of these to the <configuration> of lambda-image-maven-plugin: %s."
              .formatted(
                  candidates.size(),
                  candidates.stream()
                      .map(name -> "<handler>" + name + "</handler>")
                      .collect(Collectors.joining(", "))));
    }
    return candidates.isEmpty() ? Optional.empty() : Optional.of(Handler.parse(candidates.get(0)));
  }

  static LambdaImageException none() {
    return new LambdaImageException(
        "No <handler>, and no public class implements RequestHandler or RequestStreamHandler. Add it to the <configuration> of lambda-image-maven-plugin, such as <handler>com.example.Handler::handleRequest</handler>.");
  }
}
